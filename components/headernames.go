package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// headerNamesID is the id of the names that a list of headers offers; other lists have none.
func headerNamesID(list playground.List) string {
	switch list {
	case playground.HeaderList:
		return "header-names"
	case playground.SessionHeaderList:
		return "session-header-names"
	}
	return ""
}

// headerNames offers names of headers while one is typed.
func headerNames(list playground.List) app.UI {
	options := make([]app.UI, len(commonHeaders))
	for i, name := range commonHeaders {
		options[i] = app.Option().Value(name)
	}
	return app.DataList().ID(headerNamesID(list)).Body(options...)
}

// commonHeaders are request headers that people set by hand and browsers send.
var commonHeaders = []string{
	"Accept", "Accept-Language", "API-Version", "Authorization", "Cache-Control", "Content-Language", "Content-Type",
	"DPoP", "Forwarded", "Idempotency-Key", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since",
	"Last-Event-ID", "Link", "Pragma", "Prefer", "Priority", "Range", "traceparent", "tracestate", "X-API-Key", "X-CSRF-Token",
	"X-Correlation-ID", "X-Forwarded-For", "X-HTTP-Method-Override", "X-Request-ID", "X-Requested-With",
}
