// Package cookie is a cookie jar that can be looked at and edited, with the semantics of RFC 6265bis
// (draft-ietf-httpbis-rfc6265bis). Section numbers in this package are of that document.
//
// [Jar.Receive] takes Set-Cookie fields and says why it refuses some of them. [Jar.Send] gives the Cookie field for a
// URL and says of each cookie that stays why it stays. [Transport] does both around another http.RoundTripper.
//
// Every request counts as same-site, because no other site starts the requests of a playground: SameSite is kept and
// shown, and holds nothing back. Partitioned cookies lie in one partition for the same reason.
//
// Two rules are Chromium's: a Domain above the name that was registered is refused even where the list of public
// suffixes does not name it, and a Domain that is an IP address makes a host-only cookie.
//
// Python's requests keeps its cookies in http.cookiejar, which is older than these rules. There, and not here:
//
//   - a Domain that is a public suffix, such as co.uk, is accepted;
//   - a Secure cookie is accepted from http, and is not sent to http://localhost;
//   - the prefixes __Host- and __Secure- mean nothing, and SameSite=None needs no Secure;
//   - there are no limits of size, number or lifetime;
//   - a host name without a dot is filed with .local behind it;
//   - a value in quotes loses its escaped quotes;
//   - a Cookie header that the person typed is sent alone: see [Merge].
package cookie
