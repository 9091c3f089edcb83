package cors

import (
	"fmt"
	"strings"

	"roundtrip/app/exchange"
)

func fine(text string) Line             { return Line{Mark: Fine, Text: text} }
func wrong(kind Kind, text string) Line { return Line{Mark: Wrong, Kind: kind, Text: text} }
func note(text string) Line             { return Line{Mark: Note, Text: text} }

// check is the CORS check of the Fetch standard: whether an answer lets an origin read it.
func check(headers []exchange.Field, origin string, credentials bool) []Line {
	lines := []Line{checkOrigin(headers, origin, credentials)}
	if credentials {
		lines = append(lines, checkCredentials(headers))
	}
	return lines
}

func checkOrigin(headers []exchange.Field, origin string, credentials bool) Line {
	const name = "Access-Control-Allow-Origin"
	value, times := values(headers, name)
	switch {
	case times == 0:
		return wrong(NoAllowOrigin, name+" is missing, so the server allows no other origins.")
	case value == "*" && credentials:
		return wrong(WildcardCredentials, name+" is *, and * is not allowed with credentials: it must be "+origin+".")
	case value == "*":
		return fine(name + " is *, which allows every origin.")
	case value == origin:
		return fine(name + " is " + origin + ".")
	case times > 1:
		return wrong(SeveralOrigins, fmt.Sprintf("%s came %d times, and browsers read that as %s: it must come once.", name, times, quoted(value)))
	case strings.ContainsAny(value, " ,"):
		return wrong(SeveralOrigins, name+" is "+quoted(value)+", and must be one origin: "+origin+".")
	}
	return wrong(OtherOrigin, name+" is "+quoted(value)+", and must be "+origin+": "+difference(value, origin))
}

// difference says what is wrong with an origin that is not the one that it should be.
func difference(value, origin string) string {
	scheme, host, _ := strings.Cut(value, "://")
	wantedScheme, wantedHost, _ := strings.Cut(origin, "://")
	name, _, _ := strings.Cut(wantedHost, ":")
	switch {
	case value == "":
		return "it is empty."
	case value == opaque:
		return "null stands for pages without an origin, such as files."
	case origin == opaque:
		return "after a redirect from one origin to another, or in a page without an origin, browsers say null."
	case strings.TrimRight(value, "/") == origin:
		return "an origin has no slash at the end."
	case strings.HasPrefix(value, origin+"/"):
		return "an origin has no path."
	case strings.EqualFold(value, origin):
		return "it is compared letter by letter, in small letters."
	case value == wantedHost:
		return "the scheme is missing."
	case host == wantedHost && scheme != wantedScheme:
		return "the scheme is another."
	case scheme == wantedScheme && strings.Split(host, ":")[0] == name:
		return "the port belongs to an origin."
	case strings.Contains(value, "*"):
		return "* stands for every origin only where it stands alone."
	}
	return "it is another origin."
}

func checkCredentials(headers []exchange.Field) Line {
	const name = "Access-Control-Allow-Credentials"
	value, times := values(headers, name)
	switch {
	case times == 0:
		return wrong(NoAllowCredentials, name+" is missing, and must be true for a request with credentials.")
	case value == "true":
		return fine(name + " is true.")
	}
	return wrong(NoAllowCredentials, name+" is "+quoted(value)+", and must be true, in small letters and alone.")
}

// success reports whether a preflight's status is one that consents.
func success(status int) bool { return status >= 200 && status <= 299 }

// checkPreflight reads the answer to a preflight (Fetch standard, CORS-preflight fetch). A browser stops at the first thing that is
// wrong; a person wants them all.
func checkPreflight(a Answer, origin, method string, asked []string, credentials bool) []Line {
	var lines []Line
	allows := check(a.Headers, origin, credentials) // before the status, as in the standard
	switch location, _ := values(a.Headers, "Location"); {
	case redirects(a.Status) && location != "":
		lines = append(lines, wrong(PreflightRedirect, fmt.Sprintf("The preflight was redirected (%d) to %s. A preflight may not be redirected.", a.Status, location)))
	case !success(a.Status):
		lines, allows = append(allows, wrong(PreflightStatus, fmt.Sprintf("The preflight answered %d. It must answer with a status from 200 to 299, such as 204.", a.Status))), nil
	default:
		lines = append(lines, fine(fmt.Sprintf("The preflight answered %d.", a.Status)))
	}
	lines = append(lines, allows...)
	if !success(a.Status) && !allowsAnything(a.Headers) {
		return lines // the server does not know what it was asked: to list what is missing says no more
	}
	lines = append(lines, checkMethod(a.Headers, method, credentials))
	return append(lines, checkNames(a.Headers, asked, credentials)...)
}

func allowsAnything(headers []exchange.Field) bool {
	_, methods := values(headers, "Access-Control-Allow-Methods")
	_, names := values(headers, "Access-Control-Allow-Headers")
	return methods+names > 0
}

func checkMethod(headers []exchange.Field, method string, credentials bool) Line {
	const name = "Access-Control-Allow-Methods"
	value, times := values(headers, name)
	list, ok := names(value)
	switch {
	case !ok:
		return wrong(BadMethods, name+" is "+quoted(value)+", which is not a list of methods with commas between them.")
	case SafelistedMethod(method):
		return fine(method + " needs no permission.")
	case has(list, method):
		return fine(name + " has " + method + ".")
	case has(list, "*") && !credentials:
		return fine(name + " is *, which allows every method.")
	case times == 0:
		return wrong(MethodNotAllowed, name+" is missing: it must name "+method+".")
	case has(list, "*"):
		return wrong(MethodNotAllowed, name+" lacks "+method+": * does not stand for every method in a request with credentials.")
	case hasFold(list, method):
		return wrong(MethodNotAllowed, name+" lacks "+method+": it is "+quoted(value)+", and methods are compared letter by letter.")
	}
	return wrong(MethodNotAllowed, name+" lacks "+method+": it is "+quoted(value)+".")
}

// checkNames reads what a preflight allows of headers. By the standard * never covers Authorization (CORS non-wildcard request-header
// name); Chromium only warns of it.
func checkNames(headers []exchange.Field, asked []string, credentials bool) []Line {
	const name = "Access-Control-Allow-Headers"
	value, times := values(headers, name)
	list, ok := names(value)
	if !ok {
		return []Line{wrong(BadHeaders, name+" is "+quoted(value)+", which is not a list of names with commas between them.")}
	}
	var lines []Line
	for _, header := range asked {
		switch {
		case hasFold(list, header):
			lines = append(lines, fine(name+" has "+header+"."))
		case has(list, "*") && !credentials && header == "authorization":
			lines = append(lines, Line{Mark: Note, Kind: HeaderNotAllowed, Text: name + " is *. Chromium lets that cover authorization; the standard does not, so name it."})
		case has(list, "*") && !credentials:
			lines = append(lines, fine(name+" is *, which covers "+header+"."))
		case times == 0:
			lines = append(lines, wrong(HeaderNotAllowed, name+" is missing: it must name "+header+"."))
		case has(list, "*"):
			lines = append(lines, wrong(HeaderNotAllowed, name+" lacks "+header+": * does not stand for every header in a request with credentials."))
		default:
			lines = append(lines, wrong(HeaderNotAllowed, name+" lacks "+header+": it is "+quoted(value)+"."))
		}
	}
	return lines
}
