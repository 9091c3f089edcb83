//go:build !js

package cors

import (
	_ "embed"
	"fmt"
	"net"
	"strings"

	"roundtrip/e2e/peer"
)

// springSite is what the fixes for Spring are added to.
//
//go:embed testdata/spring.java
var springSite string

// springFile adds the fixes as they are. What is a member of an interface is public and static, as Spring wants it.
func springFile(fixes, addresses []string, _ string) string {
	var b strings.Builder
	var ports []string
	b.WriteString(springSite)
	for i, fix := range fixes {
		_, port, _ := net.SplitHostPort(addresses[i])
		ports = append(ports, port)
		fmt.Fprintf(&b, "\ninterface Fix%d {\n%s}\n", i, fix)
	}
	fmt.Fprintf(&b, "\ninterface Addresses {\n    String HOST = \"127.0.0.1\";\n    int[] PORTS = {%s};\n}\n", strings.Join(ports, ", "))
	return b.String()
}

// spring needs Java's compiler, and two classes that stand for their packages.
var spring = peer.Program{
	Name: "Spring", File: "Main.java",
	Needs: []string{"javap", "-cp", springPackages, "org.springframework.web.servlet.DispatcherServlet", "org.eclipse.jetty.servlet.ServletHolder"},
	Start: []string{"java", "-cp", springPackages, "Main.java"}, // which compiles it first
}

// springPackages are Debian's: Spring 4, and a server for it.
var springPackages = classPath("spring3-", "core", "beans", "aop", "expression", "context", "web", "web.servlet") + ":" +
	classPath("jetty9-", "server", "servlet", "security", "http", "io", "util", "util-ajax") + ":" +
	classPath("", "servlet-api", "commons-logging")

func classPath(family string, names ...string) string {
	files := make([]string, len(names))
	for i, name := range names {
		files[i] = "/usr/share/java/" + family + name + ".jar"
	}
	return strings.Join(files, ":")
}
