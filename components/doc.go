// Package components draws the screen: go-app components, one idea a file, that
// render a [playground.Model] and send it Msgs. They decide nothing; what depends on
// state is asked of the model.
//
// The page is one route, [Route], whose root component holds the model, gives every
// message to [playground.Update] and runs the effects that come back against an
// [Engine]. Messages reach it in two ways: components use send, on the goroutine that
// draws, and everything else uses [Post], from anywhere.
//
// Rules that go-app v9 makes necessary:
//
//   - A component has only exported fields that can be compared, so that go-app draws
//     it again only when they differ. Functions never compare as equal: what a control
//     does is a value with a method instead, see edit.
//   - Text that people type is owned by the DOM, see [TextField]. go-app trims values
//     and does not notice that a field holds another text than it drew.
//   - A handler starts with "defer guard()": a panic must end in a message.
//   - Children are matched by position. What comes and goes stands last, or is hidden.
//   - ctx.Async and ctx.After are not used: see background.
//   - JavaScript is touched in the files dom*.go alone, behind functions with types.
//
// Whoever uses the keyboard alone keeps their place: what opens or removes controls says where the focus goes
// ([playground.Focus]), dialogs give it back, and where a control goes away all the same, focusKeeper moves it near.
package components
