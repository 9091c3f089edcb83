package request

import (
	"slices"
	"strings"
)

// command is a program that takes a password by an option of one letter.
type command struct {
	program string // how its name begins
	within  string // a word of the command line that it takes besides; "" for none
	option  byte
	glued   bool // the value stands right behind the option, and nowhere else
	login   bool // it is user:password
}

var commands = []command{
	{program: "curl", option: 'u', login: true},
	{program: "mysql", option: 'p', glued: true}, // and mysqldump, mysqladmin …
	{program: "mariadb", option: 'p', glued: true},
	{program: "sshpass", option: 'p'},
	{program: "redis-cli", option: 'a'},
	{program: "docker", within: " login", option: 'p'},
	{program: "podman", within: " login", option: 'p'},
	{program: "mongo", option: 'p'}, // and mongosh, mongodump …
	{program: "sqlcmd", option: 'P'},
	{program: "ldap", option: 'w'}, // ldapsearch, ldapmodify …
	{program: "mosquitto_", option: 'P'},
}

// longestCommand is how far, in bytes, an option may stand from the beginning of its command line.
const longestCommand = 2000

// commandLines takes the passwords that stand in command lines.
func (f *finder) commandLines() {
	t := f.text.text
	if !slices.ContainsFunc(commands, func(c command) bool { return strings.Contains(t, c.program) }) {
		return
	}
	for i := 0; ; {
		at := strings.Index(t[i:], " -")
		if at < 0 || i+at+2 >= len(t) {
			return
		}
		option := i + at + 2
		i = option
		if strings.IndexByte("uapPw", t[option]) < 0 {
			continue
		}
		command := commandBefore(t, option-1)
		for _, c := range commands {
			start, end := option+1, 0
			apart := start < len(t) && t[start] == ' '
			if t[option] != c.option || apart && c.glued {
				continue
			}
			// What stands behind -u shows by its colon what it is, however far from the program and behind whatever quotes.
			if !(c.login && apart && strings.Contains(t, c.program)) && !isOf(command, c.program, c.within, c.option) {
				continue
			}
			for start < len(t) && t[start] == ' ' {
				start++
			}
			if start < len(t) && (t[start] == '"' || t[start] == '\'') {
				start, end, _ = quotedValue(t, start)
			} else {
				for end = start; end < len(t) && t[end] > ' ' && strings.IndexByte("\"'\\`|;&", t[end]) < 0; end++ {
				}
			}
			if c.login {
				f.login(start - 1)
			} else if value := t[start:end]; value != "" && value[0] != '-' && !isCode(value) && !isPorts(value) && (c.glued || begins(command, c.program) || proves(value)) {
				f.take("password", sensitive, start, end, "value")
			}
			break
		}
	}
}

// isPorts reports whether a value is ports that a container publishes: docker run --name mysql -p3306:3306.
func isPorts(value string) bool {
	return strings.Contains(value, ":") && strings.Trim(value, "0123456789:.") == ""
}

// commandBefore is the command line up to a place in it. A backslash, and its like in other shells, has it go on in the next line.
func commandBefore(t string, end int) string {
	start := end
	for ; start > 0 && end-start < longestCommand; start-- {
		switch t[start-1] {
		case '|', ';', '(':
			return t[start:end]
		case '\n':
			if before := strings.TrimSuffix(t[:start-1], "\r"); before == "" || strings.IndexByte("\\^`", before[len(before)-1]) < 0 {
				return t[start:end]
			}
		}
	}
	return t[start:end]
}

// isOf reports whether a command line runs a program and has had none of these options yet. What has a comma or a full stop between its
// words is a sentence.
func isOf(command, program, within string, option byte) bool {
	at := strings.LastIndex(command, program)
	if at < 0 || at > 0 && nameBytes[command[at-1]] {
		return false
	}
	command = command[at:]
	return strings.Contains(command, within) && !strings.Contains(command, " -"+string(option)) &&
		!strings.Contains(command, ", ") && !strings.Contains(command, ". ")
}

// begins reports whether a program stands where commands begin, rather than in a sentence.
func begins(command, program string) bool {
	before := strings.TrimSpace(command[:strings.LastIndex(command, program)])
	last := before[strings.LastIndexByte(before, ' ')+1:]
	return last == "" || last == "sudo" || strings.Contains(last, "=") || strings.IndexByte("\"'`/:$#>&-", last[len(last)-1]) >= 0
}
