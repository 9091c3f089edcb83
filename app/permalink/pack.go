package permalink

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"
	"sync"
)

// syncTail ends every sync flush of a deflate stream, and is left out of links.
const syncTail = "\x00\x00\xff\xff"

// lastBlock is an empty last block of a deflate stream.
const lastBlock = "\x01" + syncTail

// maxFragment is the length of the longest data of a link that is looked at: text at its
// limit that does not compress at all, in base64url.
const maxFragment = (MaxDecoded + MaxDecoded/64 + 64) / 3 * 4

var base64url = base64.RawURLEncoding.Strict()

// compressor is kept, because a new one costs more than a link: about a megabyte.
var compressor struct {
	sync.Mutex
	w   *flate.Writer
	out bytes.Buffer
}

// pack compresses text, sets a length and a checksum before it, and writes all that in base64url.
func pack(text []byte) string {
	c := &compressor
	c.Lock()
	defer c.Unlock()
	c.out.Reset()
	if c.w == nil {
		c.w, _ = flate.NewWriterDict(&c.out, flate.BestCompression, []byte(dictionary)) // fails for bad levels only
	} else {
		c.w.Reset(&c.out)
	}
	c.w.Write(text) // a bytes.Buffer takes everything
	c.w.Flush()
	data := bytes.TrimSuffix(c.out.Bytes(), []byte(syncTail))
	sealed := binary.AppendUvarint(nil, uint64(len(data)))
	sealed = binary.LittleEndian.AppendUint32(sealed, crc32.ChecksumIEEE(data))
	return base64url.EncodeToString(append(sealed, data...))
}

// unpack is the inverse of pack. Punctuation that a chat program took for a part of
// the link is cut off its end.
func unpack(fragment string) (string, error) {
	if len(fragment) > maxFragment {
		return "", ErrTooLarge
	}
	fragment = strings.TrimRight(fragment, ".,;:!?)]}>'\"*")
	sealed, err := base64url.DecodeString(fragment)
	if err != nil {
		// A group of four that ends early leaves a lone character or loose bits.
		whole := len(fragment) / 4 * 4
		if sealed, err = base64url.DecodeString(fragment[:whole]); err != nil {
			return "", ErrDamaged
		}
	}
	size, n := binary.Uvarint(sealed)
	if n < 0 {
		return "", ErrDamaged
	}
	if n == 0 || len(sealed) < n+4 || uint64(len(sealed)-n-4) < size {
		return "", ErrTruncated
	}
	sum, data := binary.LittleEndian.Uint32(sealed[n:]), sealed[n+4:]
	if err != nil || uint64(len(data)) != size || crc32.ChecksumIEEE(data) != sum {
		return "", ErrDamaged
	}
	return inflate(data)
}

// inflate reads at most MaxDecoded bytes of text.
func inflate(data []byte) (string, error) {
	stream := io.MultiReader(bytes.NewReader(data), strings.NewReader(syncTail+lastBlock))
	var text strings.Builder
	n, err := io.Copy(&text, io.LimitReader(flate.NewReaderDict(stream, []byte(dictionary)), MaxDecoded+1))
	switch {
	case n > MaxDecoded:
		return "", ErrTooLarge
	case err != nil:
		return "", errors.Join(ErrDamaged, err)
	}
	return text.String(), nil
}

// lengthOf is how long a fragment is, as its first bytes say.
func lengthOf(fragment string) int {
	head, err := base64url.DecodeString(fragment[:min(len(fragment), 12)/4*4])
	size, n := binary.Uvarint(head)
	if err != nil || n <= 0 || size > maxFragment {
		return len(fragment)
	}
	return base64url.EncodedLen(n + 4 + int(size))
}
