package peer

import "strings"

// Nginx and Caddy are the servers that people put in front of theirs.
var (
	Nginx = Program{
		Name: "nginx", Needs: []string{"nginx", "-v"}, File: "nginx.conf",
		Start: []string{"nginx", "-p", ".", "-c", "nginx.conf", "-g", "daemon off; master_process off;"},
	}
	Caddy = Program{
		Name: "Caddy", Needs: []string{"caddy", "version"}, File: "Caddyfile",
		Start: []string{"caddy", "run", "--config", "Caddyfile", "--adapter", "caddyfile"},
	}
)

// NginxFile is the file of an nginx with this in its block http. Whatever it writes stays in the file's folder.
func NginxFile(http string) string {
	var paths strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		paths.WriteString(kind + "_temp_path " + kind + ";\n")
	}
	return "error_log stderr;\npid nginx.pid;\nevents {}\nhttp {\naccess_log off;\n" + paths.String() + http + "}\n"
}

// CaddyFile is the file of a Caddy with these sites.
func CaddyFile(sites string) string { return "{\n\tadmin off\n}\n" + sites }
