package exchange

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The names are those that requests 2.34 was seen to raise.
func TestAFailureNamesTheOneExceptionOfRequests(t *testing.T) {
	for _, c := range []struct {
		failure Failure
		want    string
		wraps   string
	}{
		{Failure{Kind: BadInput, Where: AtURL}, "InvalidURL", ""},
		{Failure{Kind: BadInput, Where: AtURL, Cause: NoURL}, "MissingSchema", ""},
		{Failure{Kind: BadInput, Where: AtURL, Cause: BadScheme}, "InvalidSchema", ""},
		{Failure{Kind: BadInput, Where: AtHeaders}, "InvalidHeader", ""},
		{Failure{Kind: BadInput, Where: AtOptions, Setting: "proxy"}, "InvalidProxyURL", ""},
		{Failure{Kind: BadInput, Where: AtOptions, Setting: "cert"}, "", ""},
		{Failure{Kind: BadInput, Where: AtBody}, "", ""},
		{Failure{Kind: TimedOut}, "Timeout", ""},
		{Failure{Kind: ConnectTime}, "ConnectTimeout", ""},
		{Failure{Kind: ReadTime}, "ReadTimeout", ""},
		{Failure{Kind: ReadTime, Got: 1}, "ConnectionError", "ReadTimeoutError"},
		{Failure{Kind: Redirects}, "TooManyRedirects", ""},
		{Failure{Kind: Redirected}, "TooManyRedirects", ""},
		{Failure{Kind: Retries}, "RetryError", ""},
		{Failure{Kind: BadStatus}, "HTTPError", ""},
		{Failure{Kind: TLS, Cause: Expired}, "SSLError", ""},
		{Failure{Kind: Proxy, Cause: Refused}, "ProxyError", ""},
		{Failure{Kind: BrokenBody}, "ChunkedEncodingError", ""},
		{Failure{Kind: BrokenBody, Cause: BadCoding}, "ContentDecodingError", ""},
		{Failure{Kind: Unreachable}, "ConnectionError", ""},
		{Failure{Kind: Unreachable, Cause: NoSuchHost}, "ConnectionError", "NameResolutionError"},
		{Failure{Kind: Unreachable, Cause: Refused}, "ConnectionError", "NewConnectionError"},
		{Failure{Kind: Unreachable, Cause: NoAnswer}, "ConnectTimeout", ""},
		{Failure{Kind: Unreachable, Cause: Closed}, "ConnectionError", "ProtocolError"},
		{Failure{Kind: NotHTTP}, "ConnectionError", "ProtocolError"},
		{Failure{Kind: Blocked}, "", ""},
		{Failure{Kind: Blocked, Diagnosis: &Diagnosis{Cause: ByCORS}}, "", ""},
		{Failure{Kind: Blocked, Diagnosis: &Diagnosis{Cause: ByNobody}}, "ConnectionError", ""},
		{Failure{Kind: Blocked, Diagnosis: &Diagnosis{Cause: ByNobody, Known: &Failure{Kind: Unreachable, Cause: Refused}}}, "ConnectionError", "NewConnectionError"},
		{Failure{Kind: Blocked, Diagnosis: &Diagnosis{Cause: ByNobody, Known: &Failure{Kind: TLS, Cause: SelfSigned}}}, "SSLError", ""},
		{Failure{Kind: Blocked, Diagnosis: &Diagnosis{Cause: ByRedirect, Known: &Failure{Kind: Redirects}}}, "TooManyRedirects", ""},
		{Failure{Kind: MixedContent}, "", ""},
		{Failure{Kind: Cancelled}, "", ""},
		{Failure{Kind: Disk}, "", ""},
		{Failure{Kind: Internal}, "", ""},
	} {
		require.Equal(t, c.want, c.failure.Exception(), "%+v", c.failure)
		require.Equal(t, c.wraps, c.failure.Wraps(), "%+v", c.failure)
	}
}
