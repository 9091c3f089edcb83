// Package wire is what a tunnel and a relay say to each other over one WebSocket, which carries one TCP connection.
//
// The tunnel's first message is an [Open], the relay's first an [Opened]; both are text messages with one JSON value. After an Opened
// without a refusal every binary message is bytes of the connection, and every text message a [Control]. Neither side sends more
// bytes than the other has room for: a sender may be ahead of what was acknowledged by the receiver's window at most, so a reader
// that stops reading stops the far end too, which a WebSocket in a browser cannot do by itself.
//
// Each side ends its own direction with a Control that says EOF, as TCP does with FIN; when both have, the WebSocket is closed with
// status 1000. A relay that ends a connection itself, because a limit is reached or it is about to stop, says so with a Control that holds
// a [Refusal]. A tunnel that has said EOF may close the WebSocket so at once, as programs close a connection after their last word: what
// it sent is still delivered, and what comes is thrown away. Whatever else ends it ends the connection, and is an error to whoever still reads or writes.
package wire
