package oauth2

import (
	"fmt"
	"time"

	xoauth2 "golang.org/x/oauth2"

	"roundtrip/app/request"
)

// Token is what a server granted (RFC 6749, section 5.1).
type Token struct {
	Access  request.Secret
	Refresh request.Secret // empty where the server gave none
	Type    string         // "Bearer" almost everywhere
	Scope   string         // separated by spaces; what was asked for, where the server does not say
	Expires time.Time      // zero where the server does not say
}

func tokenOf(g request.Grant, t *xoauth2.Token) Token {
	token := Token{
		Access: request.NewSecret(t.AccessToken), Refresh: request.NewSecret(t.RefreshToken),
		Type: t.Type(), Scope: g.Scope, Expires: t.Expiry,
	}
	if scope := t.Extra("scope"); scope != nil && scope != "" {
		token.Scope = fmt.Sprint(scope)
	}
	return token
}
