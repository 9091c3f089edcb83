package web

import (
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
)

// effects are the fields of a response that hold for more than the response: for the host, its other pages and later visits, for the
// connection, for what stands between, or that lead the browser elsewhere. /response-headers and /trailers send the others back.
var effects = func() map[string]bool {
	all := map[string]bool{}
	for names := range strings.FieldsSeq(`
		clear-site-data set-cookie set-cookie2 set-login strict-transport-security public-key-pins public-key-pins-report-only expect-ct
		alt-svc origin-agent-cluster accept-ch accept-ch-lifetime critical-ch activate-storage-access service-worker-allowed
		use-as-dictionary no-vary-search observe-browsing-topics x-permitted-cross-domain-policies supports-loading-mode
		nel report-to reporting-endpoints content-security-policy-report-only
		cross-origin-opener-policy-report-only cross-origin-embedder-policy-report-only document-policy-report-only permissions-policy-report-only
		integrity-policy-report-only
		link refresh location content-location speculation-rules sourcemap x-sourcemap
		www-authenticate proxy-authenticate optional-www-authenticate authentication-control authentication-info proxy-authentication-info
		connection content-length transfer-encoding content-encoding keep-alive proxy-connection te trailer upgrade http2-settings
		cdn-cache-control surrogate-control surrogate-key cache-tag edge-control
		x-sendfile x-lighttpd-send-file x-lighttpd-send-tempfile x-reproxy-url`) {
		all[names] = true
	}
	return all
}()

// effectFamilies are the beginnings of names: of what browsers try, of servers in front of this one, and of what the demo says itself.
var effectFamilies = []string{"sec-", "secure-session-", "attribution-reporting-", "ad-auction-", "shared-storage-", "access-control-", "x-accel-", "cloudflare-", "x-amz-cf-", "x-litespeed-"}

func hasEffect(name string) bool {
	name = strings.ToLower(textproto.TrimString(name))
	return effects[name] || slices.ContainsFunc(effectFamilies, func(family string) bool { return strings.HasPrefix(name, family) })
}

// withoutEffects drops such names from what is asked to be sent back, so that neither the fields nor the body of the answer have them.
func withoutEffects(prefix string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case prefix + "/response-headers", prefix + "/trailers":
			r = r.Clone(r.Context())
			query := r.URL.Query()
			kept := url.Values{}
			for name, values := range query {
				if !hasEffect(name) {
					kept[name] = values
				}
			}
			if len(kept) < len(query) {
				r.URL.RawQuery = kept.Encode()
			}
		}
		next.ServeHTTP(w, r)
	})
}
