package exchange

// Exception names the exceptions of Python's requests for a kind of failure, which are subclasses of
// requests.exceptions.RequestException; [Failure.Exception] says which of them. It is empty for what requests has no exception for:
// that a person cancels, that a disk is full, a fault of our own, and what only browsers do: they block calls (CORS, mixed content).
func (k Kind) Exception() string { return exceptions[k] }

var exceptions = map[Kind]string{
	BadInput:    "InvalidURL, MissingSchema, InvalidSchema, InvalidHeader or InvalidProxyURL",
	TimedOut:    "Timeout",
	ConnectTime: "ConnectTimeout",
	ReadTime:    "ReadTimeout",
	Redirects:   "TooManyRedirects",
	Retries:     "RetryError",
	BadStatus:   "HTTPError",
	Unreachable: "ConnectionError",
	TLS:         "SSLError",
	Proxy:       "ProxyError",
	Relay:       "ConnectionError",
	NotHTTP:     "ConnectionError",
	Offline:     "ConnectionError",
	Redirected:  "TooManyRedirects",
	BrokenBody:  "ChunkedEncodingError or ContentDecodingError",
}

// Exception names the one exception that requests raises for a failure, or is "" where it raises none.
func (f Failure) Exception() string {
	switch {
	case f.Kind == BadInput:
		return f.invalid()
	case f.Kind == Blocked && f.behind() != nil:
		return f.behind().Exception()
	case f.Kind == BrokenBody && f.Cause == BadCoding:
		return "ContentDecodingError"
	case f.Kind == BrokenBody:
		return "ChunkedEncodingError"
	case f.Kind == Unreachable && f.Cause == NoAnswer: // Python has one error for a system that gives up and a timeout of its own
		return "ConnectTimeout"
	case f.Kind == ReadTime && f.Got > 0: // requests keeps ReadTimeout for the time before the body
		return "ConnectionError"
	}
	return f.Kind.Exception()
}

// behind is the failure that was found behind a call that the browser blocked, nil where none was.
func (f Failure) behind() *Failure {
	switch {
	case f.Diagnosis == nil:
		return nil
	case f.Diagnosis.Known != nil:
		return f.Diagnosis.Known
	case f.Diagnosis.Cause == ByNobody:
		return &Failure{Kind: Unreachable}
	}
	return nil
}

func (f Failure) invalid() string {
	switch {
	case f.Cause == NoURL:
		return "MissingSchema"
	case f.Cause == BadScheme:
		return "InvalidSchema"
	case f.Where == AtURL:
		return "InvalidURL"
	case f.Where == AtHeaders:
		return "InvalidHeader"
	case f.Where == AtOptions && f.Setting == "proxy":
		return "InvalidProxyURL"
	}
	return ""
}

// Wraps names the exception of urllib3 that tells apart what requests has only its ConnectionError for, or is "" where none does.
func (f Failure) Wraps() string {
	switch f.Kind {
	case Blocked:
		if behind := f.behind(); behind != nil {
			return behind.Wraps()
		}
	case NotHTTP:
		return "ProtocolError"
	case ReadTime:
		if f.Got > 0 {
			return "ReadTimeoutError"
		}
	case Unreachable:
		switch f.Cause {
		case NoSuchHost:
			return "NameResolutionError"
		case Refused, NoRoute:
			return "NewConnectionError"
		case Reset, Closed:
			return "ProtocolError"
		}
	}
	return ""
}
