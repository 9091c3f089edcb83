// Package playground is what the screen knows and how that changes.
//
// A [Model] holds everything that is on the screen. Whatever happens, a key, an
// answer, a link that was opened, is a [Msg]; [Update] takes the model and the
// message and gives the next model and the effects to run, each a [Cmd]. Update is
// pure: no DOM, no network, no clock. Components render a Model and send Msgs; the
// root component runs Cmds and sends back what they bring as Msgs. So nearly all
// behaviour is tested natively, as a table.
package playground
