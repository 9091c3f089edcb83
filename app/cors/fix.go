package cors

import (
	"slices"
	"strings"
)

// Server is a kind of server that [Fix] can write for.
type Server string

// The servers, by the names that people know.
const (
	Go      Server = "Go (net/http)"
	Nginx   Server = "nginx"
	Caddy   Server = "Caddy"
	Express Server = "Express"
	FastAPI Server = "FastAPI"
	Spring  Server = "Spring"
)

// Servers are all of them.
var Servers = []Server{Go, Nginx, Caddy, Express, FastAPI, Spring}

// Fix is the code or configuration with which a server allows a request, and nothing else. It names one origin, so that answers need no
// Vary header.
func Fix(p Policy, s Server) string {
	var t text
	switch s {
	case Go:
		t.goHandler(p)
	case Nginx:
		t.nginx(p)
	case Caddy:
		t.caddy(p)
	case Express:
		t.express(p)
	case FastAPI:
		t.fastAPI(p)
	case Spring:
		t.spring(p)
	}
	return t.b.String()
}

// text is code that is being written, a line at a time.
type text struct{ b strings.Builder }

func (t *text) lines(lines ...string) {
	for _, l := range lines {
		t.b.WriteString(l + "\n")
	}
}

// pairs writes a line for each header.
func (t *text) pairs(before, between, after string, list []pair) {
	for _, p := range list {
		t.lines(before + p.name + between + literal(p.value) + after)
	}
}

// literal is a text in double quotes, for every one of these languages: values hold no quotes and no backslashes.
func literal(s string) string { return `"` + s + `"` }

func literals(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = literal(s)
	}
	return strings.Join(quoted, ", ")
}

func (t *text) goHandler(p Policy) {
	t.lines(
		"// allowPage lets pages from "+p.Origin+" call next: http.ListenAndServe(addr, allowPage(mux)).",
		"func allowPage(next http.Handler) http.Handler {",
		"\treturn http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {")
	set := func(indent string, list []pair) { t.pairs(indent+`w.Header().Set("`, `", `, ")", list) }
	set("\t\t", p.always())
	if p.Preflight {
		t.lines("\t\tif r.Method == http.MethodOptions && r.Header.Get(\"Access-Control-Request-Method\") != \"\" {")
		set("\t\t\t", p.consent())
		t.lines("\t\t\tw.WriteHeader(http.StatusNoContent)", "\t\t\treturn", "\t\t}")
	}
	set("\t\t", p.exposed())
	t.lines("\t\tnext.ServeHTTP(w, r)", "\t})", "}")
}

// nginx repeats the headers in the block of the preflight, because a block that adds one takes over none. Always is for answers that are
// errors. A dollar sign begins a variable in any text, and there is no way round but a variable that holds one.
func (t *text) nginx(p Policy) {
	always, consent, exposed := dollars(p.always()), dollars(p.consent()), dollars(p.exposed())
	if slices.ContainsFunc(slices.Concat(consent, exposed), func(p pair) bool { return strings.Contains(p.value, dollar) }) {
		t.lines("# in the block http, beside the servers: " + `geo $dollar { default "$"; }`)
	}
	t.lines("location / {")
	if p.Preflight {
		t.lines("    if ($request_method = OPTIONS) {")
		t.pairs("        add_header ", " ", " always;", slices.Concat(always, consent))
		t.lines("        return 204;", "    }")
	}
	t.pairs("    add_header ", " ", " always;", slices.Concat(always, exposed))
	for _, h := range slices.Concat(always, exposed) { // twice the same header allows nothing
		t.lines("    proxy_hide_header " + h.name + ";")
	}
	t.lines("    # … what is in this location now, such as proxy_pass", "}")
}

const dollar = "${dollar}"

func dollars(list []pair) []pair {
	for i := range list {
		list[i].value = strings.ReplaceAll(list[i].value, "$", dollar)
	}
	return list
}

// caddy says the headers twice: at once, for Caddy's own errors, and at the end, in place of what a server behind it has sent. Where that one
// sends them too, they would be there twice, which allows nothing.
func (t *text) caddy(p Policy) {
	t.lines("# in the block of the site")
	t.pairs("header ", " ", "", slices.Concat(p.always(), p.exposed()))
	t.lines("header {", "\tdefer # replaces what a server behind Caddy sends")
	t.pairs("\t", " ", "", slices.Concat(p.always(), p.exposed()))
	t.lines("}")
	if p.Preflight {
		t.lines("@preflight {", "\tmethod OPTIONS", "\theader Access-Control-Request-Method *", "}", "handle @preflight {")
		t.pairs("\theader ", " ", "", p.consent())
		t.lines("\trespond 204", "}")
	}
}

func (t *text) express(p Policy) {
	t.lines(
		"// npm install cors",
		"const cors = require(\"cors\");",
		"",
		"app.use(cors({ // before the routes",
		"  origin: "+literal(p.Origin)+",",
		"  methods: ["+literal(p.Method)+"],",
		"  allowedHeaders: ["+literals(p.Headers)+"],") // without the list the package allows whatever is asked for
	if len(p.Expose) > 0 {
		t.lines("  exposedHeaders: [" + literals(p.Expose) + "],")
	}
	if p.Credentials {
		t.lines("  credentials: true,")
	}
	t.lines("}));")
}

func (t *text) fastAPI(p Policy) {
	t.lines(
		"from fastapi.middleware.cors import CORSMiddleware",
		"",
		"app.add_middleware(",
		"    CORSMiddleware,",
		"    allow_origins=["+literal(p.Origin)+"],",
		"    allow_methods=["+literal(p.Method)+"],")
	if len(p.Headers) > 0 {
		t.lines("    allow_headers=[" + literals(p.Headers) + "],")
	}
	if len(p.Expose) > 0 {
		t.lines("    expose_headers=[" + literals(p.Expose) + "],")
	}
	if p.Credentials {
		t.lines("    allow_credentials=True,")
	}
	t.lines(")")
}

func (t *text) spring(p Policy) {
	calls := []string{
		"registry.addMapping(\"/**\")",
		".allowedOrigins(" + literal(p.Origin) + ")",
		".allowedMethods(" + literal(p.Method) + ")",
		".allowedHeaders(" + literals(p.Headers) + ")",
	}
	if len(p.Expose) > 0 {
		calls = append(calls, ".exposedHeaders("+literals(p.Expose)+")")
	}
	if p.Credentials {
		calls = append(calls, ".allowCredentials(true)")
	}
	t.lines(
		"// With Spring Security, also: http.cors(Customizer.withDefaults())",
		"@Configuration",
		"class AllowPage implements WebMvcConfigurer {",
		"    @Override",
		"    public void addCorsMappings(CorsRegistry registry) {",
		"        "+strings.Join(calls, "\n            ")+";",
		"    }",
		"}")
}
