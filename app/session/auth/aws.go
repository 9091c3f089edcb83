package auth

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/dghubble/oauth1"

	"roundtrip/app/request"
)

// presignedFor is how long a signature in the query is valid, in seconds, unless the URL has X-Amz-Expires.
const presignedFor = "3600"

// signAWS signs with AWS Signature Version 4, in the Authorization header or in the query
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
func signAWS(req *http.Request, k request.AWSKey, body func() (io.Reader, error), now time.Time) error {
	k.ID, k.Region, k.Service = strings.TrimSpace(k.ID), strings.TrimSpace(k.Region), strings.TrimSpace(k.Service)
	switch {
	case k.ID == "":
		return problem("Type the AWS access key ID, or choose Auth, None.")
	case k.Secret.Reveal() == "":
		return problem("Type the AWS secret access key.")
	case k.Region == "":
		return problem("Type the AWS region, for example us-east-1.")
	case k.Service == "":
		return problem("Type the AWS service, for example s3.")
	}
	for _, text := range []string{k.ID, k.Region, k.Service, k.Session.Reveal()} {
		if why := request.HeaderValueProblem(text); why != "" {
			return problem("The AWS credentials cannot be sent: %s", why)
		}
	}
	return awsRulesOf(k.Service).sign(req, k, body, now)
}

// awsRules are where services differ.
type awsRules struct {
	keyPath    bool // the path names an S3 object: it is encoded once, and not cleaned
	bodyHeader bool // the hash of the body is sent in a header
	bareQuery  bool // a signature in the query does not cover the body
	lateToken  bool // the session token is added after signing
}

func awsRulesOf(service string) awsRules {
	s3 := slices.Contains([]string{"s3", "s3express", "s3-object-lambda", "s3-outposts"}, service)
	return awsRules{keyPath: s3, bodyHeader: s3 || service == "aoss", bareQuery: s3, lateToken: service == "iotdevicegateway"}
}

func (rules awsRules) sign(req *http.Request, k request.AWSKey, body func() (io.Reader, error), now time.Time) error {
	inQuery := k.Place == request.InQuery
	if inQuery {
		unsign(req)
	}
	signed := rules.canonical(req)
	payload := signed.Header.Get("X-Amz-Content-Sha256") // typed, for example UNSIGNED-PAYLOAD
	switch {
	case payload != "":
	case inQuery && rules.bareQuery:
		payload = "UNSIGNED-PAYLOAD"
	default:
		h := sha256.New()
		if err := copyBody(req.Context(), h, body); err != nil {
			return err
		}
		payload = hex.EncodeToString(h.Sum(nil))
		if !inQuery && rules.bodyHeader {
			signed.Header.Set("X-Amz-Content-Sha256", payload)
		}
	}
	signer := v4.NewSigner(func(o *v4.SignerOptions) {
		o.DisableHeaderHoisting = true // a header that is typed is sent as a header
		o.DisableURIPathEscaping = rules.keyPath
		o.DisableSessionToken = rules.lateToken
	})
	key := aws.Credentials{AccessKeyID: k.ID, SecretAccessKey: k.Secret.Reveal(), SessionToken: k.Session.Reveal()}
	if inQuery {
		uri, _, err := signer.PresignHTTP(req.Context(), key, signed, payload, k.Service, k.Region, now)
		if err != nil {
			return err
		}
		presign(req, uri, k.Session.Reveal())
	} else {
		if err := signer.SignHTTP(req.Context(), key, signed, payload, k.Service, k.Region, now); err != nil {
			return err
		}
		if token := k.Session.Reveal(); token != "" {
			signed.Header.Set("X-Amz-Security-Token", token)
		}
		for _, name := range awsHeaders {
			if value := signed.Header.Get(name); value != "" {
				set(req.Header, name, value)
			}
		}
	}
	req.Host = host(req) // as it is signed: without the scheme's own port
	return nil
}

var (
	awsHeaders = []string{"X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "Authorization"}
	awsParams  = []string{"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Security-Token", "X-Amz-Signature"}
)

// unsign takes out what would stand beside a signature in the query: an older one, and headers that mean another way to
// sign, which servers refuse together.
func unsign(req *http.Request) {
	for _, name := range []string{"Authorization", "X-Amz-Date", "X-Amz-Security-Token"} {
		remove(req.Header, name)
	}
	_, query, _ := strings.Cut(target(req.URL), "?")
	expires := false
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair == "" || slices.Contains(awsParams, request.Unescape(name, false)) {
			continue
		}
		expires = expires || request.Unescape(name, false) == "X-Amz-Expires"
		kept = append(kept, pair)
	}
	if !expires {
		kept = append(kept, "X-Amz-Expires="+presignedFor)
	}
	setQuery(req.URL, strings.Join(kept, "&"))
}

// presign adds the parameters of a presigned URL to the query as it was typed.
func presign(req *http.Request, uri, token string) {
	_, text, _ := strings.Cut(uri, "?")
	added := map[string]string{"X-Amz-Security-Token": token}
	for _, p := range parameters(text) {
		added[p.name] = p.value
	}
	_, query, _ := strings.Cut(target(req.URL), "?")
	for _, name := range awsParams {
		if added[name] != "" {
			query += "&" + name + "=" + oauth1.PercentEncode(added[name])
		}
	}
	setQuery(req.URL, query)
}

// canonical is a copy of a request as the library signs it rightly: with its path as it is sent, with all of its query,
// and without a length that the body may not have on its way, unless that is typed.
func (rules awsRules) canonical(req *http.Request) *http.Request {
	c := req.Clone(req.Context())
	c.Header, c.Host = canonical(req.Header), host(req)
	c.ContentLength, _ = strconv.ParseInt(c.Header.Get("Content-Length"), 10, 64)
	sent, query, _ := strings.Cut(target(req.URL), "?")
	if rules.keyPath {
		sent = escapeKey(request.Unescape(sent, false))
	} else {
		sent = cleanPath(sent)
	}
	var pairs []string
	for _, p := range parameters(query) {
		pairs = append(pairs, url.QueryEscape(p.name)+"="+url.QueryEscape(p.value))
	}
	c.URL.Opaque, c.URL.RawQuery = "//"+req.URL.Host+sent, strings.Join(pairs, "&")
	return c
}

// escapeKey encodes the key of an S3 object: all but slashes and unreserved characters, whatever was encoded in the URL.
func escapeKey(key string) string {
	parts := strings.Split(key, "/")
	for i := range parts {
		parts[i] = oauth1.PercentEncode(parts[i])
	}
	return strings.Join(parts, "/")
}

// cleanPath takes out dot segments and empty segments, as AWS's own clients do.
func cleanPath(sent string) string {
	clean := path.Clean(sent)
	if strings.HasSuffix(sent, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}
