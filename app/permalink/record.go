package permalink

// The records of format 1, in the order in which they are written. "text" stands for a
// uvarint length and as many bytes, "flags" for one byte.
const (
	recTimeout     = 'D' // text: a duration as time.Duration prints it
	recRedirect    = 'E' // text: the mode, as in all options
	recCredentials = 'C' // text
	recCache       = 'K' // text
	recStream      = 'S' // nothing
	recBasic       = 'B' // text user, text hole of the password
	recBearer      = 'A' // text hole of the token
	recAPIKey      = 'I' // text name, text place, text hole of the key
	recHeader      = 'H' // text name, text value
	recHeaderOff   = 'h' // the same, off
	recMethod      = 'M' // text; absent for GET
	recURL         = 'U' // text
	recRows        = 'R' // uvarint: so many rows of the URL's query as they stand in it
	recParam       = 'P' // flags, text name, text value: a row that the URL cannot tell
	recJSON        = 'J' // text
	recText        = 'T' // text media type, text
	recForm        = 'F' // uvarint count, and for each: flags, text name, text value
	recParts       = 'X' // uvarint count, and for each: flags, text name, and by the flags: file, or text value; text file name; text content type
	recFile        = 'Z' // flags, and by the flags: file, which is text name, uvarint size, text type
	recHole        = 'W' // text: a hole beside that of the auth
	recSecret      = 'V' // text hole, text value: a secret that was shared on purpose
)

// The records that format 2 adds.
const (
	recAuth    = 'Y' // text kind: the way to authenticate, whose fields are settings
	recSetting = 'N' // text name, text value: a setting of package request; of a secret its hole
)

// The flags of rows and parts.
const (
	flagOff         = 1 << iota
	flagBare        // a parameter without "="
	flagIsFile      // a part that takes a file
	flagHasFile     // with a file described
	flagFileName    // with a file name of its own
	flagContentType // with a content type of its own
)
