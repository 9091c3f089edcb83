package components

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/webhook"
)

// hmacKind fills in the fields of HMAC auth as a kind of webhook has them.
func hmacKind(session bool, kind webhook.Kind) app.UI {
	choices := []choice{{"", "Rules of your own"}}
	for _, k := range playground.HMACKinds() {
		choices = append(choices, choice{string(k), webhookKindNames[k]})
	}
	return labelledSelect(idIn(session, "hmac-kind"), "Fill in as", choices, string(kind), "Sets the fields below but the key. Slack and Standard Webhooks need more than one header: Tools, Webhooks signs those.", hmacKindEdit(session))
}

// hmacKindEdit fills in the fields of the request, or those of the session.
type hmacKindEdit bool

func (session hmacKindEdit) msg(_ playground.Model, kind string) playground.Msg {
	return msgIn(bool(session), playground.HMACFilled{Kind: webhook.Kind(kind)})
}
