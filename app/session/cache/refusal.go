package cache

import (
	"fmt"
	"net/http"
	"slices"
)

// refusal says why the response is not kept by a policy (RFC 9111, section 3), or "".
func (e *entry) refusal(p Policy) string {
	status := e.head.StatusCode
	switch {
	case status < 200:
		return fmt.Sprintf("status %d is not the end of an exchange", status)
	case status == http.StatusPartialContent || e.head.Header.Get("Content-Range") != "":
		return "it is a part of a whole"
	case status == http.StatusNotModified:
		return "status 304 has no body of its own"
	case slices.Contains(e.vary, "*"):
		return "Vary: *"
	case p.ExpireAfter > 0:
		if status != http.StatusOK {
			return fmt.Sprintf("status %d, and only 200 is kept for a time that you chose", status)
		}
		return ""
	case e.untold != nil:
		return cannotRead("the response's", e.untold)
	case e.told.NoStore:
		return "Cache-Control: no-store"
	case e.final != nil:
		return "redirects were followed on the way, and how long those hold is not known"
	case !e.explicit && !e.told.Public && !e.told.PrivatePresent && !slices.Contains(heuristicStatuses, status):
		return fmt.Sprintf("status %d is not kept unless the server says for how long", status)
	case e.canBeValidated():
		return ""
	case e.told.NoCachePresent:
		return "Cache-Control: no-cache, without an ETag or Last-Modified to ask by"
	case e.explicit && e.lifetime == 0:
		return "it has expired as it comes, without an ETag or Last-Modified to ask by"
	case e.lifetime == 0:
		return "the server gave neither a lifetime nor an ETag or Last-Modified"
	}
	return ""
}
