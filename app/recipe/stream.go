package recipe

import "roundtrip/app/request"

// streams send files, and read bodies while they arrive.
func streams(base string) []Recipe {
	const notes, one, two, table = "The first program.\n", "One.\n", "Two.\n", "id,name\n1,Ada\n"
	file := call("POST", base+"/post")
	file.Body = request.Body{Kind: request.Multipart, Parts: []request.Part{part("file", "notes.txt", notes)}}
	files := call("POST", base+"/post")
	files.Body = request.Body{Kind: request.Multipart, Parts: []request.Part{
		{Name: "title", Value: "Two notes"}, {Name: "public", Value: "yes"}, part("notes", "one.txt", one), part("notes", "two.txt", two),
	}}
	raw := call("PUT", base+"/put")
	raw.Body = request.Body{Kind: request.RawFile, File: &request.File{Name: "people.csv", Size: int64(len(table)), Type: "text/csv"}}
	disk := call("GET", base+"/range/4000000")
	disk.Options.Save = true
	return []Recipe{{
		ID: "upload-file", Title: "Send a file",
		Text:    "A file goes into a part of a multipart body, with its name and its type. This is what a form with a file field sends.",
		Request: file, Needs: Needs{Files: []string{notes}},
		Python: `import requests

files = {"file": ("notes.txt", "The first program.\n", "text/plain")}
response = requests.post("{base}/post", files=files)
print(response.json()["files"])
`,
	}, {
		ID: "upload-files-and-fields", Title: "Send several files and fields",
		Text:    "A multipart body holds any number of parts. Several files may share one name, and text fields stand beside them.",
		Request: files, Needs: Needs{Files: []string{one, two}},
		Python: `import requests

files = [
    ("notes", ("one.txt", "One.\n", "text/plain")),
    ("notes", ("two.txt", "Two.\n", "text/plain")),
]
response = requests.post("{base}/post", data={"title": "Two notes", "public": "yes"}, files=files)
print(response.json()["form"], response.json()["files"])
`,
	}, {
		ID: "upload-raw", Title: "Send a file as the body",
		Text:    "The body can be the file itself, without parts around it. Content-Type then says what the file is.",
		Request: raw, Needs: Needs{Files: []string{table}},
		Python: `import requests

table = b"id,name\n1,Ada\n"
response = requests.put("{base}/put", data=table, headers={"Content-Type": "text/csv"})
print(response.json()["headers"]["Content-Length"])
`,
	}, {
		ID: "download-progress", Title: "Watch a download",
		Text:    "The body is read while it arrives, four million bytes in two seconds. Content-Length says how many will come, so the progress is known.",
		Request: call("GET", base+"/range/4000000?duration=2s"),
		Python: `import requests

with requests.get("{base}/range/4000000?duration=2s", stream=True) as response:
    total, done = int(response.headers["Content-Length"]), 0
    for chunk in response.iter_content(1_000_000):
        done += len(chunk)
        print(f"{done / total:.0%}")
`,
	}, {
		ID: "download-to-disk", Title: "Save a download to the disk",
		Text:    "With this option the body goes straight to a file while it arrives, and is not held in memory. It may be larger than the memory is.",
		Request: disk,
		Python: `import tempfile
import requests

with tempfile.TemporaryFile() as file:
    with requests.get("{base}/range/4000000", stream=True) as response:
        for chunk in response.iter_content(1_000_000):
            file.write(chunk)
    print(file.tell())
`,
	}, {
		ID: "json-lines", Title: "Read JSON line by line",
		Text:    "Each line is a JSON value of its own and is sent as soon as there is one. You can work with the first before the last has come.",
		Request: call("GET", base+"/lines?n=5&ms=200"),
		Python: `import json
import requests

with requests.get("{base}/lines?n=5&ms=200", stream=True) as response:
    for line in response.iter_lines():
        print(json.loads(line)["n"])
`,
	}, {
		ID: "server-sent-events", Title: "Listen to events",
		Text:    "A server sends events over one response that stays open. Each event is a few lines of text, with an empty line behind it.",
		Request: call("GET", base+"/events?n=5&ms=200"),
		Python: `import requests

with requests.get("{base}/events?n=5&ms=200", stream=True) as response:
    for line in response.iter_lines(decode_unicode=True):
        if line.startswith("data: "):
            print(line.removeprefix("data: "))
`,
	}}
}

// part is a text file in a multipart body.
func part(name, file, content string) request.Part {
	return request.Part{Name: name, IsFile: true, File: &request.File{Name: file, Size: int64(len(content)), Type: "text/plain"}}
}
