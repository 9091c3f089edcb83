package network

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// handshake does TLS on a connection, as its server or as its proxy wants it. The certificate is judged here and not by package tls,
// so that what is known of it is told whether it is good or not.
func (p *pool) handshake(ctx context.Context, c net.Conn, name string, versions []string, own *tls.Certificate) (*tls.Conn, *exchange.Handshake, error) {
	h := &exchange.Handshake{ServerName: name}
	client := tls.Client(c, &tls.Config{
		ServerName:         name,
		NextProtos:         versions,
		MinVersion:         p.config.oldestTLS(),
		InsecureSkipVerify: true, // see VerifyConnection
		VerifyConnection: func(state tls.ConnectionState) error {
			h.Version, h.Cipher, h.ALPN = tls.VersionName(state.Version), tls.CipherSuiteName(state.CipherSuite), state.NegotiatedProtocol
			for _, c := range state.PeerCertificates {
				h.Chain = append(h.Chain, described(c))
			}
			roots, err := p.roots(ctx)
			if err != nil {
				h.Cause, h.Problem = exchange.UnknownAuthority, "The list of trusted authorities could not be loaded: "+plain(err.Error())+"."
			} else {
				h.Cause, h.Problem = judge(state.PeerCertificates, roots, name, time.Now())
			}
			h.Verified = h.Problem == ""
			if h.Verified || p.config.Verify == request.VerifyOff {
				return nil
			}
			return &Error{Kind: exchange.TLS, Cause: h.Cause, Detail: h.Problem}
		},
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			h.Asked = true
			if own == nil {
				return &tls.Certificate{}, nil
			}
			return own, nil
		},
	})
	err := client.HandshakeContext(ctx)
	if err != nil && !gone(ctx, err) {
		err = shaken(err, h)
	}
	return client, h, err
}

// shaken says why a handshake failed.
func shaken(err error, h *exchange.Handshake) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	if alert, ok := alertOf(err); ok {
		e := alerted(alert, h)
		e.Err = err
		return e
	}
	e := &Error{Kind: exchange.TLS, Err: err}
	var record tls.RecordHeaderError
	text := plain(err.Error())
	switch {
	case errors.As(err, &record):
		e.Cause, e.Detail = exchange.NotTLS, "What answers at this port does not speak TLS. If it speaks HTTP without TLS, write http:// in the URL."
	case strings.Contains(text, "unsupported protocol version"), strings.Contains(text, "no supported versions"):
		e.Cause, e.Detail = exchange.BadVersion, "There is no version of TLS that both sides speak: Options, Oldest TLS version."
	case strings.Contains(text, "unadvertised ALPN"):
		e.Cause, e.Detail = exchange.NoHTTP2, "The server chose a version of HTTP that was not offered to it."
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.Cause, e.Detail = exchange.Closed, "The connection was closed in the middle of the TLS handshake."
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		e.Cause, e.Detail = exchange.Reset, "The connection was reset in the middle of the TLS handshake."
	default:
		e.Detail = fmt.Sprintf("The TLS handshake failed: %s.", text)
	}
	return e
}

// alertOf gives the alert (RFC 8446, section 6) with which the other end broke off, in words.
func alertOf(err error) (alert string, ok bool) {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" {
		return "", false
	}
	return strings.TrimPrefix(op.Err.Error(), "tls: "), true
}

// alerted says what an alert means.
func alerted(alert string, h *exchange.Handshake) *Error {
	e := &Error{Kind: exchange.TLS, Detail: "The server broke off the TLS connection: " + alert + "."}
	switch alert {
	case "protocol version not supported":
		e.Cause, e.Detail = exchange.BadVersion, "The server speaks no version of TLS that is allowed here: Options, Oldest TLS version."
	case "no application protocol":
		e.Cause, e.Detail = exchange.NoHTTP2, "The server does not speak the version of HTTP that was chosen: Options, HTTP version."
	case "unrecognized name":
		e.Cause = exchange.WrongName
		if h != nil {
			e.Detail = "The server knows no host of the name " + h.ServerName + "."
		}
	case "certificate required":
		e.Cause, e.Detail = exchange.ClientCertificate, "The server wants a client certificate: Options, Client certificate."
	case "bad certificate", "unknown certificate authority", "unsupported certificate", "expired certificate", "revoked certificate", "unknown certificate",
		"access denied", "handshake failure", "error decrypting message":
		if h != nil && h.Asked {
			e.Cause, e.Detail = exchange.ClientCertificate, "The server wants another client certificate, or one at all: Options, Client certificate. It said: "+alert+"."
		}
	}
	return e
}
