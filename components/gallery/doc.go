// Command gallery is a program for the browser of its own that shows the page in
// every state that it can be in, each made of a real [playground.Model]. It is for
// looking at, for screenshots and for checks of accessibility, and no part of the
// product: `make gallery` builds it into a folder of its own.
//
// Without a query its page lists the states; ?state=NAME shows one.
package main
