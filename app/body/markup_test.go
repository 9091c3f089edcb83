package body

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	xmlFormat  = Format{Kind: XML, MediaType: "application/xml"}
	htmlFormat = Format{Kind: HTML, MediaType: "text/html"}
)

func TestPrettyXML(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"elements are indented and text stays with its tags", `<?xml version="1.0"?><a><b>x</b><c d="1"/></a>`,
			"<?xml version=\"1.0\"?>\n<a>\n  <b>x</b>\n  <c d=\"1\"/>\n</a>"},
		{"what is already set out is set out again", "<a>\r\n        <b>x</b>\r\n\t<c/></a>\r\n", "<a>\n  <b>x</b>\n  <c/>\n</a>"},
		{"an empty element stays together", "<a><b></b><c>\n</c></a>", "<a>\n  <b></b>\n  <c></c>\n</a>"},
		{"white space that is all of a text is kept", "<a><b>  </b></a>", "<a>\n  <b>  </b>\n</a>"},
		{"mixed content is copied", "<p>Hello <b>big</b> <i>world</i>\n and <u>all</u></p>", "<p>Hello <b>big</b> <i>world</i>\n and <u>all</u></p>"},
		{"text after the first child makes the content mixed", "<d><p><b>Big</b> words</p><p><b/>x</p></d>", "<d>\n  <p><b>Big</b> words</p>\n  <p><b/>x</p>\n</d>"},
		{"space around text is kept", "<a><b>\n  x\n  </b></a>", "<a>\n  <b>\n  x\n  </b>\n</a>"},
		{"CDATA is text", "<a><b><![CDATA[<x> ]] ]>]]></b></a>", "<a>\n  <b><![CDATA[<x> ]] ]>]]></b>\n</a>"},
		{"comments have rows of their own and are copied", "<a><!-- 1 -- <b>\n 2 --><b/></a>", "<a>\n  <!-- 1 -- <b>\n 2 -->\n  <b/>\n</a>"},
		{"a document type with an inner subset is one token", `<!DOCTYPE a [<!ENTITY x "y>"> <!-- don't -->]><a>&x;</a>`, "<!DOCTYPE a [<!ENTITY x \"y>\"> <!-- don't -->]>\n<a>&x;</a>"},
		{"a > in an attribute does not end the tag", `<a b="1>2" c='"/>'><d/></a>`, "<a b=\"1>2\" c='\"/>'>\n  <d/>\n</a>"},
		{"attributes over several lines are copied", "<a\n   b='1'\n   c='2'><d/></a>", "<a\n   b='1'\n   c='2'>\n  <d/>\n</a>"},
		{"line ends of all kinds are rows", "<a>1\r\n2\r3\n4</a>", "<a>1\n2\n3\n4</a>"},
		{"end tags without a start do no harm", "</a></b><c>x</c>", "</a>\n</b>\n<c>x</c>"},
		{"text outside of elements is copied", "one<a/>two < three", "one\n<a/>\ntwo < three"},
		{"a < that begins no tag is text", "<a>1 < 2 <b/></a>", "<a>1 < 2 <b/></a>"},
		{"an unfinished tag is shown", "<a><bc", "<a><bc"},
		{"an unfinished bang is shown", "<a><!-", "<a><!-"},
		{"an unfinished declaration is shown", "<a>\n<![CDA", "<a><![CDA"},
		{"an unfinished comment is shown", "<a>\n<!-- x", "<a>\n  <!-- x"},
		{"nothing is no row", "", ""},
		{"white space alone is no row", " \n ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, full(requireSteady(t, c.in, Pretty, xmlFormat)).Text)
		})
	}
}

func TestPrettyHTML(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"blocks are indented", "<!doctype html><html><head><meta charset=utf-8><title>a  b</title></head><body><h1>Hi</h1><p>x</p></body></html>",
			"<!doctype html>\n<html>\n  <head>\n    <meta charset=utf-8>\n    <title>a  b</title>\n  </head>\n  <body>\n    <h1>Hi</h1>\n    <p>x</p>\n  </body>\n</html>"},
		{"inline elements and the text around them are copied", "<div>\n  <p>Hello <b>big</b> <i>world</i>,\n  and  all. </p>\n</div>", "<div>\n  <p>Hello <b>big</b> <i>world</i>,\n  and  all.</p>\n</div>"},
		{"text after a block begins a row", "<div><p>a</p> b <b>c</b></div>", "<div>\n  <p>a</p>\n  b <b>c</b>\n</div>"},
		{"pre is copied", "<div><pre> a\n   <b>b</b>\n</pre>c</div>", "<div>\n  <pre> a\n   <b>b</b>\n</pre>\n  c\n</div>"},
		{"textarea is copied", "<p>a <textarea>\n  x </p> <div>\n</textarea> b</p>", "<p>a <textarea>\n  x </p> <div>\n</textarea> b</p>"},
		{"script and style are copied", "<body><script>\nif (a < b && c > d) { x = '<div></div>' }\n</script><style>a > b {}</style></body>",
			"<body>\n  <script>\nif (a < b && c > d) { x = '<div></div>' }\n</script>\n  <style>a > b {}</style>\n</body>"},
		{"an end tag like that of a script does not end it", "<script>'</scripty>' </ script></SCRIPT ><p>x", "<script>'</scripty>' </ script></SCRIPT >\n<p>x"},
		{"end tags may be left out", "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul>\n  <li>a\n  <li>b\n    <ul>\n      <li>c\n    </ul>\n  <li>d\n</ul>"},
		{"a paragraph ends at a block", "<p>a<p>b<div>c</div>", "<p>a\n<p>b\n<div>c</div>"},
		{"cells and rows end each other", "<table><tr><td>a<td>b<tr><td>c</table>", "<table>\n  <tr>\n    <td>a\n    <td>b\n  <tr>\n    <td>c\n</table>"},
		{"names are known in any case", "<DIV><P>a</P></DIV>", "<DIV>\n  <P>a</P>\n</DIV>"},
		{"void elements do not nest", "<div><hr><input><br>x</div>", "<div>\n  <hr>\n  <input><br>x\n</div>"},
		{"elements of the page's own are blocks", "<my-app><my-item-with-a-long-name>x</my-item-with-a-long-name></my-app>", "<my-app>\n  <my-item-with-a-long-name>x</my-item-with-a-long-name>\n</my-app>"},
		{"comments stay where they are", "<div><!-- a --><p>b</p><!-- c\n d --> e</div>", "<div><!-- a -->\n  <p>b</p>\n  <!-- c\n d --> e\n</div>"},
		{"an apostrophe in a tag is no quote unless it begins a value", "<div it's><p a = '>'>x</p></div>", "<div it's>\n  <p a = '>'>x</p>\n</div>"},
		{"an end tag that closes nothing stands alone", "<div>a</p>b</div></div>", "<div>a</p>\n  b\n</div>\n</div>"},
		{"an empty block stays together", "<div> \n </div>", "<div></div>"},
		{"a < that begins no tag is text", "<p>1 < 2 <3</p>", "<p>1 < 2 <3</p>"},
		{"a fragment of text is copied", "  a <b>b</b> c ", "a <b>b</b> c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, full(requireSteady(t, c.in, Pretty, htmlFormat)).Text)
		})
	}
}

// solid is text without any white space: what setting markup out must not change.
func solid(text string) string { return strings.Join(strings.Fields(text), "") }

func FuzzMarkup(f *testing.F) {
	for _, seed := range []string{
		`<?xml version="1.0"?><a b="1>2"><!-- x --><b>t <c/> u</b><![CDATA[ ]] ]]></a>`,
		"<!doctype html><ul><li>a<li>b</ul><script>a</b></script><pre>\n x</pre><p>a <b>c</b>\r\nd",
		"<a>1 < 2</a", "<!", "<![CDATA", "<a><b>  </b>\r\r\n <c> </c>\n</a>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "<textarea></textarea <p>x",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, data string, html bool) {
		format := xmlFormat
		if html {
			format = htmlFormat
		}
		format.Charset = "utf-8"
		if len(data) > 1<<16 {
			return
		}
		v := requireSteady(t, data, Pretty, format)
		require.Equal(t, solid(toValid(strings.TrimPrefix(data, "\uFEFF"))), solid(full(v).Text))
	})
}
