//go:build !js

// Command bench measures the built product beside floor, a bare page that only fetches, and prints each figure as a ratio to
// floor's, with what limits it.
//
//	make bench                               everything
//	go run ./e2e/bench -only start,typing    some of it; -list says what there is
//	go run ./e2e/bench -quick                one run of each, to see that it works
//
// Both pages are measured in the same run, in turn, by the same script in the page (observe.js) and the same driver, each load in a
// browser and profile of its own. Figures are medians. Nothing else should run meanwhile: with two cores a busy neighbour shows at
// once, and floor's share of it does not even out.
//
// Of what is shown, the frame that shows it must have gone out: two frames (33 ms) of every figure belong to the method.
package main
