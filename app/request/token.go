package request

import "strings"

// shape is how tokens of one kind look: a prefix, and at least so many characters of a set. These are facts that the issuers document,
// and that scanners such as gitleaks go by.
type shape struct {
	prefix string
	least  int
	set    string // beside letters, digits, "-" and "_"; "hex", "upper" and "digit" stand for those alone
}

const (
	hexSet   = "hex"
	upperSet = "upper" // capitals and digits
)

var shapes = []shape{
	// code and packages
	{"ghp_", 20, ""}, {"gho_", 20, ""}, {"ghu_", 20, ""}, {"ghs_", 20, ""}, {"ghr_", 20, ""}, {"github_pat_", 20, ""},
	{"glpat-", 16, "."}, {"gldt-", 16, ""}, {"glrt-", 16, ""}, {"glrtr-", 16, ""}, {"glcbt-", 16, ""}, {"glptt-", 16, ""}, {"glft-", 16, ""}, {"glimt-", 16, ""}, {"glagent-", 16, ""},
	{"gloas-", 16, ""}, {"glsoat-", 16, ""}, {"glffct-", 16, ""}, {"glwt-", 16, ""}, {"GR1348941", 16, ""}, {"ATBB", 28, ""}, {"ATCTT3", 40, "="}, {"ATATT3", 40, "="}, {"ATTA", 60, ""},
	{"npm_", 30, ""}, {"pypi-AgE", 40, ""}, {"pypi-", 40, ""}, {"rubygems_", 32, hexSet}, {"oy2", 43, ""}, {"CLOJARS_", 40, ""}, {"dckr_pat_", 20, ""}, {"dckr_oat_", 20, ""}, {"sgp_", 32, ""},
	{"AKCp", 60, ""}, {"cmVmdGtu", 40, ""}, {"pul-", 40, hexSet}, {"tfp_", 40, "."}, {"CCIPAT_", 20, ""}, {"bkua_", 30, ""}, {"sqp_", 30, ""}, {"squ_", 30, ""}, {"sqa_", 30, ""}, {"snyk_", 30, ""},
	// clouds
	{"AKIA", 16, upperSet}, {"ASIA", 16, upperSet}, {"ABIA", 16, upperSet}, {"ACCA", 16, upperSet}, {"ABSK", 60, "+/="}, {"bedrock-api-key-", 40, "+/="}, {"AIza", 35, ""}, {"ya29.", 20, "."}, {"GOCSPX-", 20, ""}, {"1//0", 30, ""},
	{"dop_v1_", 40, hexSet}, {"doo_v1_", 40, hexSet}, {"dor_v1_", 40, hexSet}, {"LTAI", 16, ""}, {"AKID", 28, ""}, {"HRKU-", 30, ""}, {"fo1_", 40, ""}, {"fm1_", 60, "+/=,"}, {"fm2_", 60, "+/=,"},
	{"dapi", 32, hexSet}, {"tskey-", 16, ""}, {"hvs.", 24, ""}, {"hvb.", 24, ""}, {"hvr.", 24, ""}, {"nfp_", 30, ""}, {"rnd_", 20, ""}, {"sbp_", 40, hexSet}, {"sb_secret_", 20, ""}, {"pscale_tkn_", 30, "=."}, {"pscale_pw_", 30, "=."}, {"pscale_oauth_", 30, "=."},
	{"dp.pt.", 40, ""}, {"dp.st.", 40, "."}, {"dp.ct.", 40, ""}, {"dp.sa.", 40, ""}, {"vercel_", 24, ""}, {"v1.0-", 140, ""}, {"YCAJ", 20, ""}, {"AQVN", 32, ""}, {"sha256~", 40, ""}, {"ops_eyJ", 60, "+/="}, {"A3-", 26, upperSet},
	{"AGE-SECRET-KEY-1", 50, upperSet}, {"ucat_", 24, ""}, {"scw-", 30, ""}, {"tk-us-", 40, ""}, {"API-", 26, upperSet}, {"pnu_", 30, ""}, {"napi_", 40, ""}, {"rpa_", 30, ""}, {"cfut_", 40, ""}, {"cfat_", 40, ""},
	// messages
	{"xoxa-", 10, ""}, {"xoxb-", 10, ""}, {"xoxc-", 10, ""}, {"xoxd-", 10, "%"}, {"xoxe-", 10, ""}, {"xoxe.", 10, "."}, {"xoxo-", 10, ""}, {"xoxp-", 10, ""}, {"xoxr-", 10, ""}, {"xoxs-", 10, ""}, {"xapp-", 10, ""}, {"xwfp-", 10, ""},
	{"SG.", 40, "."}, {"xkeysib-", 40, ""}, {"xsmtpsib-", 40, ""}, {"key-", 32, hexSet}, {"re_", 30, ""}, {"EAAC", 60, ""}, {"EAAG", 60, ""}, {"EAAB", 60, ""}, {"EAAM", 60, ""}, {"EAAJ", 60, ""}, {"IGQV", 60, ""}, {"IGAA", 60, ""},
	{"AAAAAAAAAAAAAAAAAAAAA", 40, "%"}, {"sq0atp-", 20, ""}, {"sq0csp-", 40, ""}, {"sq0idp-", 20, ""}, {"EAAAE", 50, ""}, {"EAAAl", 50, ""}, {"syt_", 40, ""}, {"NRAK-", 24, ""}, {"NRII-", 24, ""}, {"NRJS-", 16, ""}, {"NRSP-", 30, ""}, {"ntn_", 40, ""}, {"secret_", 40, ""},
	// payments and shops
	{"sk_live_", 10, ""}, {"sk_test_", 10, ""}, {"rk_live_", 10, ""}, {"rk_test_", 10, ""}, {"sk_prod_", 10, ""}, {"whsec_", 16, "+/="}, {"shpat_", 30, hexSet}, {"shpca_", 30, hexSet}, {"shppa_", 30, hexSet}, {"shpss_", 30, hexSet}, {"rzp_live_", 14, ""}, {"rzp_test_", 14, ""},
	{"FLWSECK", 12, ""}, {"access_token$", 40, "$"}, {"access-sandbox-", 36, ""}, {"access-production-", 36, ""}, {"access-development-", 36, ""}, {"EZAK", 50, ""}, {"EZTK", 50, ""}, {"shippo_live_", 30, hexSet}, {"shippo_test_", 30, hexSet}, {"live_pub", 30, ""}, {"pdl_live_", 20, ""}, {"pdl_sdbx_", 20, ""}, {"lsk_", 30, ""}, {"paypal_", 40, ""}, {"mollie_", 30, ""}, {"duffel_test_", 30, ""}, {"duffel_live_", 30, ""},
	// models
	{"sk-", 20, ""}, {"sess-", 36, ""}, {"sk_", 44, hexSet}, {"hf_", 30, ""}, {"api_org_", 30, ""}, {"gsk_", 40, ""}, {"xai-", 40, ""}, {"pplx-", 40, ""}, {"r8_", 36, ""}, {"lsv2_", 36, ""}, {"pcsk_", 40, ""}, {"nvapi-", 40, ""}, {"fw_", 22, ""}, {"csk-", 40, ""}, {"tgp_v1_", 30, ""}, {"jina_", 40, ""}, {"tvly-", 20, ""}, {"fc-", 32, hexSet}, {"AQ.Ab", 40, ""}, {"e2b_", 40, hexSet}, {"pa-", 43, ""},
	// tools
	{"PMAK-", 40, ""}, {"figd_", 30, ""}, {"figo_", 30, ""}, {"lin_api_", 30, ""}, {"lin_oauth_", 40, ""}, {"glc_", 32, "+/="}, {"glsa_", 36, ""}, {"eyJrIjoi", 60, "+/="}, {"sntrys_", 40, "+/="}, {"sntryu_", 40, ""}, {"sntrya_", 40, ""}, {"CFPAT-", 40, ""}, {"rdme_", 60, ""}, {"ico-", 30, ""},
	{"pat-na1-", 30, ""}, {"pat-na2-", 30, ""}, {"pat-eu1-", 30, ""}, {"p8e-", 30, ""}, {"pk.eyJ", 40, "."}, {"sk.eyJ", 40, "."}, {"dt0c01.", 40, "."}, {"dt0s01.", 40, "."}, {"dt0s16.", 40, "."}, {"fio-u-", 40, ""}, {"s-s4t2ud-", 40, ""}, {"s-s4t2af-", 40, ""}, {"sl.", 60, ""}, {"pat.", 60, "."}, {"phc_", 40, ""}, {"phx_", 40, ""}, {"posthog_", 40, ""},
	{"sm_pat_", 16, ""}, {"ptr_", 40, "+/="}, {"st.", 60, "."}, {"flb_live_", 20, ""}, {"cal_live_", 20, ""}, {"n8n_api_", 30, ""}, {"ory_", 30, "."}, {"unkey_", 16, ""}, {"clerk_", 30, ""}, {"svcacct-", 30, ""}, {"lob_", 30, ""}, {"doppler_", 30, ""}, {"apify_api_", 30, ""}, {"bb_live_", 20, ""}, {"zpka_", 30, ""}, {"wxoai_", 30, ""}, {"fastly_", 30, ""}, {"tr_prod_", 16, ""}, {"tr_dev_", 16, ""},
	// private keys, in base64
	{"LS0tLS1CRUdJTiBSU0EgUFJJVkFURS", 20, "+/="}, {"LS0tLS1CRUdJTiBQUklWQVRFIEtFW", 20, "+/="}, {"LS0tLS1CRUdJTiBFQyBQUklWQVRF", 20, "+/="}, {"LS0tLS1CRUdJTiBPUEVOU1NIIFBSSVZBVEUg", 20, "+/="}, {"LS0tLS1CRUdJTiBFTkNSWVBURUQg", 20, "+/="},
}

// jwt begins every JSON Web Token in compact form (RFC 7515): base64url of `{"`.
const jwt = "eyJ"

// shapesBy lists the shapes by the byte that they begin with.
var shapesBy = func() (by [256][]shape) {
	for _, s := range shapes {
		by[s.prefix[0]] = append(by[s.prefix[0]], s)
	}
	return by
}()

// tokens takes every token of a well-known shape. It reads the text once, whatever is in it.
func (f *finder) tokens() {
	t := f.text.text
	for i := 0; i < len(t); i++ {
		if !wordBytes[t[i]] {
			continue
		}
		if i > 0 && wordBytes[t[i-1]] {
			for i+1 < len(t) && wordBytes[t[i+1]] {
				i++
			}
			continue
		}
		end := 0
		switch c := t[i]; {
		case c == 'e' && strings.HasPrefix(t[i:], jwt):
			if end = tokenEnd(t, i, "."); strings.Count(t[i:end], ".") < 2 {
				i = max(i, end-1) // none begins inside either
				continue
			}
		case isDigit(c):
			end = botToken(t, i)
		case c == 'B' || c == 'b':
			if start, stop := credentials(t, i); stop > 0 {
				f.add(start, stop, "authorization", "")
				i = stop - 1
				continue
			}
		}
		if list := shapesBy[t[i]]; end == 0 && list != nil {
			for k := range list {
				if p := list[k].prefix; len(p) <= len(t)-i && t[i:i+len(p)] == p {
					if end = list[k].end(t, i); end > 0 {
						break
					}
				}
			}
		}
		if end == 0 {
			word := i
			for word < len(t) && wordBytes[t[word]] {
				word++
			}
			if n := word - i; n >= 18 || word < len(t) && (t[word] == '~' || t[word] == '!' || t[word] == '.' && (n == 14 || n == 17)) {
				end = oddToken(t, i)
			}
			if end <= 0 {
				i = word - 1
				continue
			}
		}
		if end > 0 {
			f.add(i, end, "", "")
			i = end - 1
		}
	}
}

// end is where a token ends that begins at i with the prefix of the shape, 0 where it is none.
func (s *shape) end(t string, i int) int {
	start := i + len(s.prefix)
	end := start
	switch s.set {
	case hexSet:
		for end < len(t) && isHex(t[end]) {
			end++
		}
	case upperSet:
		for end < len(t) && (isUpper(t[end]) || isDigit(t[end])) {
			end++
		}
	default:
		end = tokenEnd(t, start, s.set)
	}
	if end-start < s.least || end < len(t) && isWordByte(t[end]) {
		return 0
	}
	if s.least >= 10 && s.set != hexSet && strings.Trim(t[start:end], "abcdefghijklmnopqrstuvwxyz-_.") == "" && len(s.prefix) < 5 {
		return 0 // words with hyphens
	}
	return end
}

// botToken is a token of a bot at Telegram: its number, a colon, and 35 characters.
func botToken(t string, i int) int {
	end := i
	for end < len(t) && isDigit(t[end]) {
		end++
	}
	if n := end - i; n < 8 || n > 10 || byteAt(t, end) != ':' {
		return 0
	}
	stop := tokenEnd(t, end+1, "")
	if stop-end-1 != 35 {
		return 0
	}
	return stop
}

// credentials are those of HTTP behind their scheme, in whatever text: "Bearer …", "Basic …" (RFC 9110, section 11.4).
func credentials(t string, i int) (start, end int) {
	for _, scheme := range []string{"bearer ", "basic "} {
		if len(t) < i+len(scheme) || !strings.EqualFold(t[i:i+len(scheme)], scheme) {
			continue
		}
		start = i + len(scheme)
		end = tokenEnd(t, start, ".~+/=")
		if value := t[start:end]; len(value) >= 8 && strings.ContainsAny(value, "0123456789=") && (isRandom(value) || strings.HasSuffix(value, "=") || strings.ContainsAny(value, "0123456789") && strings.ContainsAny(value, "-_") || len(value) >= 24) {
			return start, end
		}
	}
	return 0, 0
}

// oddest is more than the longest of these tokens has.
const oddest = 202

// oddToken looks at a word for the shapes that no prefix gives away, and gives where a token ends, 0 where there is none.
func oddToken(t string, i int) int {
	t = t[:min(len(t), i+oddest)] // a text of many words in one is not looked through for each of them
	end := tokenEnd(t, i, ".~!")
	word := strings.TrimRight(t[i:end], ".!~")
	switch n := len(word); {
	case n >= oddest-1:
	case n == 40 && len(word) > 4 && word[3] >= '0' && word[3] <= '9' && word[4:6] == "Q~", // Entra ID client secret
		n > 34 && n < 44 && isDigit(word[3]) && word[4:6] == "Q~":
		return i + n
	case n > 50 && strings.HasPrefix(word, "00D") && strings.IndexByte(word, '!') >= 15: // Salesforce session
		return i + n
	case n > 50 && n < 90 && strings.Count(word, ".") == 2 && strings.IndexByte(word, '.') >= 23 && strings.IndexByte(word, '.') <= 28 && isRandom(word) && len(word)-strings.LastIndexByte(word, '.') >= 28: // Discord bot
		return i + n
	case n == 82 && strings.HasPrefix(word, "pat") && word[17] == '.' && isHexadecimal(word[18:]), // Airtable
		n >= 80 && n <= 95 && strings.HasPrefix(word[14:], ".atlasv1."): // HCP Terraform
		return i + n
	case n >= 35 && n <= 37 && isHexadecimal(word[:32]) && strings.HasPrefix(word[32:], "-us"): // Mailchimp
		return i + n
	case n == 34 && strings.HasPrefix(word, "SK") && isHexadecimal(word[2:]): // Twilio
		return i + n
	}
	return 0
}

// keys takes private keys in PEM (RFC 7468) whole, also where line breaks or spaces in it are escaped.
func (f *finder) keys() {
	t := f.text.text
	const begin, end = "-----BEGIN", "-----END"
	for i := 0; ; {
		at := strings.Index(t[i:], begin)
		if at < 0 {
			return
		}
		start := i + at
		i = start + len(begin)
		label := t[i:min(len(t), i+48)]
		if dashes := strings.Index(label, "-----"); dashes >= 0 {
			label = label[:dashes]
		}
		if !strings.Contains(label, "PRIVATE") {
			continue
		}
		stop := len(t)
		if last := strings.Index(t[i:], end); last >= 0 {
			stop = i + last + len(end)
			if dashes := strings.Index(t[stop:min(len(t), stop+64)], "-----"); dashes >= 0 {
				stop += dashes + len("-----")
			}
		}
		f.add(start, stop, "private-key", "key")
		i = stop
	}
}

// tokenEnd finds where the token that begins at i ends.
func tokenEnd(text string, i int, more string) int {
	for i < len(text) && (tokenBytes[text[i]] || more != "" && strings.IndexByte(more, text[i]) >= 0) {
		i++
	}
	return i
}

// Tables, because calls are not inlined in the page's program, and these are asked for every byte.
var wordBytes, tokenBytes, nameBytes = func() (word, token, name [256]bool) {
	for i := range 256 {
		c := byte(i)
		word[i] = isAlnum(c) || c == '_'
		token[i] = word[i] || c == '-'
		name[i] = token[i] || c == '.' || c == '$' || c == '@' || c >= 0x80
	}
	return word, token, name
}()

func isWordByte(c byte) bool { return wordBytes[c] }

func isTokenByte(c byte, more string) bool {
	return tokenBytes[c] || more != "" && strings.IndexByte(more, c) >= 0
}
