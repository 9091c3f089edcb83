package request

import "strings"

// commands are the programs that take a password by an option of one letter.
var commands = []struct {
	program string // how its name begins
	within  string // a word of the command line that it takes besides; "" for none
	option  byte
	glued   bool // the value stands right behind the option, and nowhere else
	login   bool // it is user:password
}{
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
			if t[option] != c.option || !isOf(command, c.program, c.within, c.option) {
				continue
			}
			start, end := option+1, 0
			if apart := start < len(t) && t[start] == ' '; apart && c.glued {
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
			} else if value := t[start:end]; value != "" && value[0] != '-' && !isCode(value) && (c.glued || begins(command, c.program) || proves(value)) {
				f.take("password", sensitive, start, end, "value")
			}
			break
		}
	}
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
