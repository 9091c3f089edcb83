package request

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPasswordsOfCommandLinesAreSealed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"mysql -u root -ps3cret shop", "mysql -u root -p{{password}} shop"},
		{"mysqldump -uroot -ps3cret-8 shop > dump.sql", "mysqldump -uroot -p{{password}} shop > dump.sql"},
		{"mariadb -h db -u root -p's3cret! 8' shop", "mariadb -h db -u root -p'{{password}}' shop"},
		{"/usr/bin/mysql -ps3cret", "/usr/bin/mysql -p{{password}}"},
		{"sshpass -p hunter2x ssh me@host", "sshpass -p {{password}} ssh me@host"},
		{"sshpass -phunter2x ssh -p 2222 me@host", "sshpass -p{{password}} ssh -p 2222 me@host"},
		{"redis-cli -h cache -a hunter2x ping", "redis-cli -h cache -a {{password}} ping"},
		{"Run: curl -u me:hunter2x https://x.example/", "Run: curl -u me:{{password}} https://x.example/"},
		{"curl -s -ume:hunter2x https://x.example/", "curl -s -ume:{{password}} https://x.example/"},
		{"curl \\\n  -H 'A: b' \\\n  -u 'me:hunter2x' https://x.example/", "curl \\\n  -H 'A: b' \\\n  -u 'me:{{password}}' https://x.example/"},
		{"docker login -u me -p hunter2x", "docker login -u me -p {{password}}"},
		{"cd x && mongosh -u me -p hunter2x", "cd x && mongosh -u me -p {{password}}"},
		{"sqlcmd -S db -U sa -P hunter2x -Q 'x'", "sqlcmd -S db -U sa -P {{password}} -Q 'x'"},
		{"ldapsearch -x -D cn=admin -w hunter2x -b dc=x", "ldapsearch -x -D cn=admin -w {{password}} -b dc=x"},
		{"cat dump.sql | mysql -ps3cret", "cat dump.sql | mysql -p{{password}}"},
		{`psql "host=db user=me password=hunter2x"`, `psql "host=db user=me password={{password}}"`},
		{"PGPASSWORD=hunter2x", "PGPASSWORD={{pgpassword}}"},
	} {
		r := Request{Method: "POST", URL: "https://a.example/", Body: Body{Kind: Text, Text: c.text}}
		sealed, found := r.Seal()
		require.Equal(t, c.want, sealed.Body.Text)
		require.Len(t, found, 1)
		comesBack(t, c.text, r)
	}
}

func TestCommandLinesWithoutPasswordsAreLeftAlone(t *testing.T) {
	for _, text := range []string{
		"mysql -u root -p shop", "mysql -P 3306 -p", "mysql -u root -p$PASSWORD shop", "mysql -p\nmkdir -pvalues", "mysql -h db; mkdir -pvalues",
		"ssh -p 2222 me@host", "mkdir -p some/path", "docker run -p 8080:80 image", "docker compose -p shop up", "podman run -p 8080:80 image",
		"redis-cli -h cache ping", "ls -a everything", "curl -u me https://x.example/", "curl -u $USER:$PASSWORD https://x.example/", "sort -u me:you",
		"I ran mysql yesterday, and then -port was the option.", "We use mysql. With -performance it is quicker", "mongo -p", "sshpass -p \"$SSHPASS\" ssh me@host",
		"redis-cli -a {{password}}", "sshpass -p <password> ssh me@host",
	} {
		sealed, found := Request{Method: "POST", URL: "https://a.example/", Body: Body{Kind: Text, Text: text}}.Seal()
		require.Empty(t, found, text)
		require.Equal(t, text, sealed.Body.Text)
	}
}
