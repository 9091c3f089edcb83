package auth

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"roundtrip/app/request"
)

// awsVector is a line of either suite: the classic one has a request and its Authorization, that of aws-c-auth has a
// context, and the signature in a header and in the query.
type awsVector struct {
	Name, Region, Service string
	Timestamp             time.Time
	Credentials           awsCredentials

	Req, Authz, Creq string

	Context struct {
		Region, Service string
		Credentials     awsCredentials
		Timestamp       time.Time
		Normalize       bool
		SignBody        bool `json:"sign_body"`
		OmitToken       bool `json:"omit_session_token"`
	}
	Request         string
	HeaderSignature string `json:"header_signature"`
	HeaderRequest   string `json:"header_canonical_request"`
	QuerySignature  string `json:"query_signature"`
	QueryURL        string `json:"query_signed_request"`
}

type awsCredentials struct {
	ID     string `json:"access_key_id"`
	Secret string `json:"secret_access_key"`
	Token  string
}

func (c awsCredentials) key(region, service string) request.AWSKey {
	return request.AWSKey{ID: c.ID, Secret: request.NewSecret(c.Secret), Session: request.NewSecret(c.Token), Region: region, Service: service}
}

// readMessage reads a request as the suites write it. Their targets are not all URIs, so it is kept as it is sent; a
// header that goes on in the next line is unfolded as RFC 9112, section 5.2, says.
func readMessage(t *testing.T, message string) (*http.Request, func() (io.Reader, error)) {
	t.Helper()
	head, content, hasBody := strings.Cut(message, "\n\n")
	lines := strings.Split(strings.ReplaceAll(strings.TrimSpace(head), "\n ", " "), "\n")
	method, rest, _ := strings.Cut(lines[0], " ")
	sent := strings.TrimSuffix(rest, " HTTP/1.1")
	req := newRequest(t, method, "https://example.amazonaws.com/")
	req.URL = &url.URL{Scheme: "https", Host: "example.amazonaws.com", Opaque: "//example.amazonaws.com" + sent}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ":")
		if name == "Host" {
			req.Host = value
			continue
		}
		req.Header.Add(name, value)
	}
	if hasBody && content != "" {
		return req, text(content)
	}
	return req, nil
}

var signed = regexp.MustCompile(`Signature=([0-9a-f]{64})`)

func TestAWSSignsTheClassicSuite(t *testing.T) {
	n := 0
	corpus(t, "aws-sigv4/classic.jsonl", func(v awsVector) {
		n++
		t.Run(v.Name, func(t *testing.T) {
			req, body := readMessage(t, v.Req)
			k := v.Credentials.key(v.Region, v.Service)
			for line := range strings.Lines(v.Creq) {
				if token, ok := strings.CutPrefix(line, "x-amz-security-token:"); ok {
					k.Session = request.NewSecret(strings.TrimSpace(token))
				}
			}
			require.NoError(t, Sign(req, request.Auth{Kind: request.AWS, AWS: k}, body, v.Timestamp))
			require.Equal(t, v.Authz, req.Header.Get("Authorization"), v.Creq)
			require.Equal(t, "20150830T123600Z", req.Header.Get("X-Amz-Date"))
			require.Equal(t, k.Session.Reveal(), req.Header.Get("X-Amz-Security-Token"))
		})
	})
	require.Equal(t, 17, n)
}

func TestAWSSignsTheSuiteOfAWSCAuthInHeaderAndQuery(t *testing.T) {
	n := 0
	corpus(t, "aws-sigv4/aws-c-auth.jsonl", func(v awsVector) {
		n++
		c := v.Context
		// The suite asks for rules of several services with a service that has none of them.
		rules := awsRules{keyPath: !c.Normalize, bodyHeader: c.SignBody, lateToken: c.OmitToken}
		t.Run(v.Name+" in the header", func(t *testing.T) {
			req, body := readMessage(t, v.Request)
			require.NoError(t, rules.sign(req, c.Credentials.key(c.Region, c.Service), body, c.Timestamp))
			require.Equal(t, v.HeaderSignature, signed.FindStringSubmatch(req.Header.Get("Authorization"))[1], v.HeaderRequest)
			require.Equal(t, c.Credentials.Token, req.Header.Get("X-Amz-Security-Token"))
		})
		t.Run(v.Name+" in the query", func(t *testing.T) {
			req, body := readMessage(t, v.Request)
			before, headers := target(req.URL), req.Header.Clone()
			k := c.Credentials.key(c.Region, c.Service)
			k.Place = request.InQuery
			require.NoError(t, rules.sign(req, k, body, c.Timestamp))
			sent := target(req.URL)
			require.True(t, strings.HasPrefix(sent, before), "%s is not sent as it was typed", sent)
			require.Equal(t, headers, req.Header)
			require.Equal(t, v.QuerySignature, signed.FindStringSubmatch(sent)[1])
			want, _, _ := strings.Cut(strings.Split(v.QueryURL, "\n")[0], " HTTP")
			require.ElementsMatch(t, query(want), query(sent))
		})
	})
	require.Equal(t, 19, n)
}

func query(target string) []parameter {
	_, text, _ := strings.Cut(target, "?")
	return parameters(text)
}

// The examples of the S3 API reference (Authenticating Requests, signature calculations in the header and in the query).
func TestAWSSignsTheExamplesOfS3(t *testing.T) {
	at := time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name, method, target, body string
		header                     http.Header
		place                      request.KeyPlace
		want                       string
	}{
		{"an object's bytes", "GET", "/test.txt", "", http.Header{"Range": {"bytes=0-9"}}, request.InHeader,
			"f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
		{"a key with a dollar sign, which stands plain in URLs", "PUT", "/test$file.text", "Welcome to Amazon S3.",
			http.Header{"Date": {"Fri, 24 May 2013 00:00:00 GMT"}, "x-amz-storage-class": {"REDUCED_REDUNDANCY"}}, request.InHeader,
			"98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
		{"a parameter without a value", "GET", "/?lifecycle", "", nil, request.InHeader,
			"fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
		{"parameters", "GET", "/?max-keys=2&prefix=J", "", nil, request.InHeader,
			"34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
		{"a presigned URL", "GET", "/test.txt?X-Amz-Expires=86400", "", nil, request.InQuery,
			"aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			req := newRequest(t, test.method, "https://examplebucket.s3.amazonaws.com"+test.target)
			if test.header != nil {
				req.Header = test.header
			}
			k := awsCredentials{ID: "AKIAIOSFODNN7EXAMPLE", Secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}.key("us-east-1", "s3")
			k.Place = test.place
			require.NoError(t, Sign(req, request.Auth{Kind: request.AWS, AWS: k}, text(test.body), at))
			got := req.Header.Get("Authorization") + req.URL.RawQuery
			require.Contains(t, got, "Signature="+test.want)
		})
	}
}

func TestAWSSignsWhatIsSentHoweverItIsTyped(t *testing.T) {
	k := awsCredentials{ID: "AKIDEXAMPLE", Secret: "s", Token: "t+/="}
	sign := func(t *testing.T, url, service string, header http.Header, place request.KeyPlace) *http.Request {
		t.Helper()
		req := newRequest(t, "GET", url)
		for name, values := range header {
			req.Header[name] = values
		}
		key := k.key("eu-west-1", service)
		key.Place = place
		require.NoError(t, Sign(req, request.Auth{Kind: request.AWS, AWS: key}, nil, aTime))
		return req
	}
	same := []struct {
		name, service, one, other string
	}{
		{"the same query in another order", "ec2", "https://h.example/?b=2&a=1", "https://h.example/?a=1&b=2"},
		{"the same query in other escapes", "ec2", "https://h.example/?a=%7e%20x", "https://h.example/?a=~+x"},
		{"a percent sign that encodes nothing", "ec2", "https://h.example/?a=100%", "https://h.example/?a=100%25"},
		{"a semicolon in the query", "ec2", "https://h.example/?a=1;b", "https://h.example/?a=1%3Bb"},
		{"the same object in other escapes", "s3", "https://h.example/a(1)+%2B,b", "https://h.example/a%281%29%2B+%2Cb"},
		{"the scheme's own port", "ec2", "https://h.example:443/", "https://h.example/"},
	}
	for _, test := range same {
		t.Run(test.name, func(t *testing.T) {
			one := sign(t, test.one, test.service, nil, request.InHeader)
			other := sign(t, test.other, test.service, nil, request.InHeader)
			require.Equal(t, other.Header, one.Header)
			require.Equal(t, test.one, one.URL.String(), "the URL is sent as it was typed")
		})
	}
	t.Run("an object whose key has empty and dotted parts keeps them", func(t *testing.T) {
		require.NotEqual(t, sign(t, "https://h.example/a//./b", "s3", nil, "").Header, sign(t, "https://h.example/a/b", "s3", nil, "").Header)
		require.Equal(t, sign(t, "https://h.example/a//./b", "ec2", nil, "").Header, sign(t, "https://h.example/a/b", "ec2", nil, "").Header)
	})
	t.Run("headers in lower case are replaced, not sent twice", func(t *testing.T) {
		req := sign(t, "https://h.example/", "s3", http.Header{"x-amz-date": {"old"}, "authorization": {"old"}, "x-api": {"1"}}, "")
		require.Equal(t, []string{"20150830T123600Z"}, req.Header["X-Amz-Date"])
		require.NotContains(t, req.Header, "x-amz-date")
		require.NotContains(t, req.Header, "authorization")
		require.Contains(t, req.Header.Get("Authorization"), "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token;x-api,")
	})
	t.Run("a payload hash that is typed is signed as it stands", func(t *testing.T) {
		req := sign(t, "https://h.example/", "s3", http.Header{"X-Amz-Content-Sha256": {"UNSIGNED-PAYLOAD"}}, "")
		require.Equal(t, "UNSIGNED-PAYLOAD", req.Header.Get("X-Amz-Content-Sha256"))
		require.NotEqual(t, sign(t, "https://h.example/", "s3", nil, "").Header.Get("Authorization"), req.Header.Get("Authorization"))
	})
	t.Run("a presigned URL is presigned anew, and carries the token once", func(t *testing.T) {
		req := sign(t, "https://h.example/k?versionId=1", "s3", nil, request.InQuery)
		first := req.URL.String()
		require.Equal(t, first, sign(t, first, "s3", http.Header{"Authorization": {"old"}}, request.InQuery).URL.String())
		require.Equal(t, "t+/=", req.URL.Query().Get("X-Amz-Security-Token"))
		require.Empty(t, req.Header)
	})
	t.Run("IoT adds the token after signing", func(t *testing.T) {
		req := sign(t, "https://h.example/mqtt", "iotdevicegateway", nil, request.InQuery)
		require.Equal(t, []string{"t+/="}, req.URL.Query()["X-Amz-Security-Token"])
		k.Token = ""
		without := sign(t, "https://h.example/mqtt", "iotdevicegateway", nil, request.InQuery)
		require.Equal(t, without.URL.Query().Get("X-Amz-Signature"), req.URL.Query().Get("X-Amz-Signature"))
	})
}
