//go:build !js

package relay

import (
	"fmt"
	"strconv"
	"strings"
)

// Ports is a list of ports and ranges, as 80,443,1024-65535,-3306: the last that names a port decides, and a minus before it shuts it.
// The word default stands for the default list.
type Ports struct {
	text  string // as it was written
	list  string // without the word default
	rules []portRule
}

type portRule struct {
	from, to uint16
	open     bool
}

// What HTTP servers listen on: the two ports of HTTP, and those that programs may take without being root, which is where servers under
// development are. Ports under 1024 are assigned, and none of them to HTTP but these. Of the higher ones those are shut that browsers
// themselves shut, because of the protocols behind them (Fetch standard, 2.10, bad port), and those of databases, queues, mail and remote
// desktops, which take commands from whoever connects or whose passwords would be guessed from here. The ports of proxies, 1080 and
// 3128, stay open: requests may go through a proxy of the person's choice.
const defaultPortList = "80,443,1024-65535" +
	",-1719,-1720,-1723,-2049,-3659,-4045,-4190,-5060,-5061,-6000,-6566,-6665-6669,-6679,-6697,-10080" + // the Fetch standard's
	",-1433,-1434,-1521,-3306,-5432,-6379,-9042,-11211,-27017-27019" + // databases and caches
	",-1883,-8883,-4369,-5671,-5672,-9092,-2181" + // queues, and what keeps clusters together
	",-2525" + // mail
	",-2222,-3389,-5900-5903" // SSH and remote desktops

// ParsePorts reads a list.
func ParsePorts(text string) (Ports, error) {
	p := Ports{text: text}
	var list []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item == "default" {
			item = defaultPortList
		}
		list = append(list, item)
	}
	p.list = strings.Join(list, ",")
	for item := range strings.SplitSeq(p.list, ",") {
		rule, err := parsePortRule(item)
		if err != nil {
			return Ports{}, err
		}
		p.rules = append(p.rules, rule)
	}
	return p, nil
}

func parsePortRule(item string) (portRule, error) {
	span, shut := strings.CutPrefix(item, "-")
	first, last, isRange := strings.Cut(span, "-")
	if !isRange {
		last = first
	}
	from, err1 := strconv.ParseUint(first, 10, 16)
	to, err2 := strconv.ParseUint(last, 10, 16)
	if err1 != nil || err2 != nil || from == 0 || to < from {
		return portRule{}, fmt.Errorf("%q is not a port: write them as 80,443,8000-8999,-8086 or default,22", item)
	}
	return portRule{uint16(from), uint16(to), !shut}, nil
}

// Open reports whether the port may be reached.
func (p Ports) Open(port uint16) bool {
	open := false
	for _, r := range p.rules {
		if r.from <= port && port <= r.to {
			open = r.open
		}
	}
	return open
}

func (p Ports) String() string { return p.text }

// Set reads a list, for package flag.
func (p *Ports) Set(text string) (err error) {
	*p, err = ParsePorts(text)
	return err
}

func portText(port uint16) string { return strconv.Itoa(int(port)) }
