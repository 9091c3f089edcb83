package permalink

// dictionary is the preset dictionary of format 1: text that requests have in common, as
// it stands in the records, the most frequent last, where it is cheapest to refer to.
// Frozen: every link of format 1 needs every byte of it. A better one makes a
// new version of the format.
const dictionary = "" +
	// bodies: XML, GraphQL, JSON-RPC, chat
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body></soap:Body></soap:Envelope>" +
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\",\"params\":[]}" +
	"{\"query\":\"mutation($input: !) { query { } }\",\"variables\":{\"input\":{}},\"operationName\":\"" +
	"{\"model\":\"gpt-\",\"messages\":[{\"role\":\"system\",\"content\":\"You are \"},{\"role\":\"user\",\"content\":\"\"}],\"stream\":true,\"temperature\":0.,\"max_tokens\":1024}" +
	// bodies: JSON
	"\"created_at\":\"2025-01-01T00:00:00Z\",\"updated_at\":\"2024-12-31\",\"timestamp\":" +
	"\"username\":\"\",\"password\":\"{{password}}\",\"email\":\"user@example.com\",\"first_name\":\"\",\"last_name\":\"\",\"phone\":\"+1\",\"address\":\"\",\"city\":\"\",\"country\":\"" +
	"\"amount\":100,\"currency\":\"EUR\",\"USD\",\"price\":,\"quantity\":1,\"items\":[{\"product_id\":" +
	"\"enabled\":true,\"active\":false,\"status\":\"pending\",\"tags\":[\"test\"],\"metadata\":{},\"data\":{},\"attributes\":{},\"type\":\"\",\"title\":\"Hello, world\",\"message\":\"\",\"text\":\"\",\"body\":\"\",\"url\":\"https://\",\"content\":\"\",\"description\":\"\",\"value\":\"\",\"key\":\"\",\"userId\":1,\"user_id\":null,\"completed\":false" +
	"{\n  \"id\": 1,\n  \"name\": \"\",\n    \"value\": true\n  }\n}\n{\"id\":1,\"name\":\"John\",\"" +
	// records of bodies
	"T\ntext/plainT\x08text/csvT\x17text/xml; charset=utf-8T\x0fapplication/xmlT!application/x-www-form-urlencoded" +
	"T\x14application/x-ndjsonT\x18application/octet-stream\x09image/png\nimage/jpeg\x0fapplication/pdf\x08text/csv.png.jpg.pdf.csv" +
	".json.txt.zipX\x01\x0e\x04fileX\x02\x00Z\x08F\x04\x00\ngrant_type\x12client_credentials\x00\x09client_id" +
	"\x00\x0dclient_secret\x11{{client_secret}}\x00\x05scope\x14openid profile email\x00\x08username\x00\x08password\x0c{{password}}" +
	// headers
	"H\x0fAccept-Language\x0een-US,en;q=0.9H\x0fAccept-Encoding\x11gzip, deflate, brH\nUser-Agent\x0bMozilla/5.0" +
	"H\x0dIf-None-Match\x03W/\"H\x08If-Match\x01*H\x11If-Modified-Since\x1dMon, 01 Jan 2025 00:00:00 GMTH\x05Range\x0cbytes=0-1023" +
	"H\x06Origin\x08https://H\x07Referer\x08https://H\x10X-Requested-With\x0eXMLHttpRequestH\x0fX-Forwarded-For\x09127.0.0.1" +
	"H\x06Prefer\x15return=representationH\x05Depth\x011H\x16X-HTTP-Method-Override\x05PATCHH\x11anthropic-version\n2023-06-01" +
	"H\x0eNotion-Version\n2022-06-28H\x0bOpenAI-Beta\x0dassistants=v2H\x14X-GitHub-Api-Version\n2022-11-28" +
	"H\x06Accept\x1bapplication/vnd.github+jsonH\x0eStripe-Version\x0220H\x0cX-CSRF-Token\x10{{x-csrf-token}}H\x06apikey\n{{apikey}}" +
	"H\x0cX-Auth-Token\x10{{x-auth-token}}H\x06Cookie\n{{cookie}}H\x0fIdempotency-Key\x00H\x0bX-Tenant-ID\x00H\x10X-Correlation-ID\x00" +
	"H\x0cX-Request-ID\x00H\x06Accept\x11text/event-streamH\x06Accept\x0fapplication/xmlH\x06Accept\x18application/vnd.api+json" +
	"H\x0cContent-Type\x18application/vnd.api+jsonH\x06Accept\x09text/htmlH\x06Accept\ntext/plainH\x0cContent-Type\ntext/plain" +
	"H\x0cContent-Type!application/x-www-form-urlencodedH\x0cContent-Type\x1fapplication/json; charset=utf-8" +
	"H\x09X-API-Key\x0d{{x-api-key}}H\x0dAuthorization\x17Basic {{authorization}}H\x0dAuthorization\x11{{authorization}}" +
	"H\x0dAuthorization\x18Bearer {{authorization}}H\x0dCache-Control\x08no-cacheH\x06Accept\x03*/*" +
	// options
	"D\x041m0sD\x025sD\x042m0sD\x0310sE\x05errorC\x0bsame-originC\x07includeK\x07defaultK\x06reloadK\x08no-cacheK\x0bforce-cache" +
	// holes
	"W\x0dclient_secretW\x08passwordW\x0curl-passwordW\x06cookieW\x07api_keyW\x06apikeyW\x09x-api-keyW\x0dauthorization" +
	// hosts
	"http://192.168.1.http://10.0.0.1:9200/http://localhost:5000/http://localhost:4000/graphqlhttp://127.0.0.1:8000/" +
	"http://localhost:3000/http://localhost:8080/https://login.microsoftonline.com/https://graph.microsoft.com/v1.0/" +
	"https://accounts.google.com/https://www.googleapis.com/.amazonaws.com/.execute-api.eu-central-1.us-east-1.azurewebsites.net/" +
	".cloudfunctions.net/.herokuapp.com/.vercel.app/.netlify.app/.supabase.co/rest/v1/.firebaseio.com/.workers.dev/" +
	"https://hooks.slack.com/services/https://slack.com/api/chat.postMessagehttps://discord.com/api/v10/https://api.telegram.org/bot" +
	"https://api.stripe.com/v1/https://api.openai.com/v1/chat/completionshttps://api.anthropic.com/v1/messages" +
	"https://api.github.com/repos//issues?state=open/graphqlhttps://gitlab.com/api/v4/projects/https://raw.githubusercontent.com/" +
	"https://postman-echo.com/https://reqres.in/api/usershttps://dummyjson.com/products/https://pokeapi.co/api/v2/pokemon/" +
	"https://jsonplaceholder.typicode.com/posts/1/todos//commentshttps://restcountries.com/v3.1/all" +
	"https://api.open-meteo.com/v1/forecast?latitude=52.52&longitude=13.41https://httpbin.org//anything/status//headers/cookies/delay/" +
	"/stream//bytes//redirect//gzip/json/post/get?" +
	// words of paths
	"/oauth2/token/oauth/token/login/auth//signin/register/logout/session/sessions/me/profile/account/accounts//customers/" +
	"/organizations//projects//teams//members/groups//roles/permissions/settings/config/categories/books/articles//posts//comments/" +
	"/messages//notifications/events/webhooks/files//images//documents//upload/download/export/import/reports//stats/metrics/health" +
	"/version/status/subscriptions//payments//invoices//transactions/orders//products//items//users//search/query/_search/list.json.xml" +
	".php?index.html/public//internal//rest//api/v3//v3//api/v2//v2//api//v1//api/v1/" +
	// hosts and domains
	"servicestaging.test.dev.auth.data.app.backendgateway.org/.net/.dev/.app/.io/.co.uk/.de/.ai/.eu/.fr/.example.com/example.org/.com/" +
	// words of queries
	"&latitude=&longitude=&redirect_uri=https%3A%2F%2F&response_type=code&client_id=&grant_type=&scope=&state=&api_key={{api_key}}" +
	"&access_token={{access_token}}&appid={{appid}}&apikey=&key=%20%2C%2F&timezone=&currency=EUR&country=&locale=en-US&lang=en" +
	"&language=&units=metric&category=&tag=&name=&email=&user=&user_id=&type=&status=active&date=2025-&start_date=2024-01-01&end_date=" +
	"&from=&to=&since=&until=&before=&after=&cursor=&ids=&include=&expand=&fields=id,name&select=*&filter=&version=&format=json" +
	"&order=asc&order=desc&order_by=created_at&sort_by=&sort=-created&direction=&skip=0&count=&size=20&pageSize=&page_size=50" +
	"&per_page=100?q=?query=?search=?id=&offset=0&limit=100&limit=10?limit=20&limit=50&page=2?page=1" +
	// methods
	"M\x04HEADUM\x07OPTIONSUM\x08PROPFINDUM\x05QUERYUM\x05PATCHUM\x06DELETEUM\x03PUTUM\x04POSTU" +
	// starts of links
	"I\x00\x00\x03keyI\x09X-API-Key\x00\x03keyI\x07api_key\x05query\x03keyB\x05admin\x08passwordB\x04user\x08password" +
	"A\x05tokenH\x0cContent-Type\x10application/jsonM\x04POSTUH\x0cContent-Type\x10application/jsonH\x06Accept\x10application/json" +
	"A\x05tokenH\x06Accept\x10application/jsonUhttp://www.https://https://api."
