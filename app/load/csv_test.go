package load

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func written(t *testing.T, results ...Result) string {
	t.Helper()
	var b bytes.Buffer
	c, err := NewCSV(&b, []string{"value"})
	require.NoError(t, err)
	for _, r := range results {
		require.NoError(t, c.Write(r))
	}
	return b.String()
}

func TestCSV(t *testing.T) {
	require.Equal(t, "index,value,status,failure,start_ms,duration_ms,bytes\r\n", written(t))
	got := written(t,
		Result{Index: 0, Row: []string{"ada"}, Status: 200, Start: 1500 * time.Microsecond, Duration: 2 * time.Second, Bytes: 12},
		Result{Index: 1, Row: []string{"a \"b\", c\nd\r\ne"}, Kind: "timed-out", Start: 3 * ms, Duration: 1},
	)
	require.Equal(t, "index,value,status,failure,start_ms,duration_ms,bytes\r\n"+
		"0,ada,200,,1.500,2000.000,12\r\n"+
		"1,\"a \"\"b\"\", c\nd\r\ne\",,timed-out,3.000,0.000,0\r\n", got)
}

func TestColumnsStandUnderTheirNames(t *testing.T) {
	var b bytes.Buffer
	c, err := NewCSV(&b, []string{"id", "status", "=name"})
	require.NoError(t, err)
	require.NoError(t, c.Write(Result{Index: 3, Row: []string{"7", "new", "ada"}, Status: 201}))
	require.Equal(t, "index,id,value.status,'=name,status,failure,start_ms,duration_ms,bytes\r\n3,7,new,ada,201,,0.000,0.000,0\r\n", b.String())
	b.Reset()
	c, err = NewCSV(&b, nil)
	require.NoError(t, err)
	require.NoError(t, c.Write(Result{Status: 200}))
	require.Equal(t, "index,status,failure,start_ms,duration_ms,bytes\r\n0,200,,0.000,0.000,0\r\n", b.String())
}

func TestCellsAreNoFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+1+1": "'+1+1", "-1+1": "'-1+1", "@SUM(1)": "'@SUM(1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1",
		" =1": "' =1", "＝1": "'＝1", "=cmd|'/C calc'!A0": "'=cmd|'/C calc'!A0", "-": "'-", "+Inf": "'+Inf", "-0x1p4": "'-0x1p4",
		"-5": "-5", "+4.5": "+4.5", "a=1": "a=1", "": "", "1-2": "1-2", "'=1": "'=1",
	} {
		require.Equal(t, want, safeCell(text), "%q", text)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestAWriterThatFailsIsReported(t *testing.T) {
	_, err := NewCSV(full{}, nil)
	require.ErrorContains(t, err, "the disk is full")
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"=1", "a,b", "\"", "\r\n", "\n", "-1", "\xff", `\.`, " "} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, value, kind string) {
		rows, err := csv.NewReader(strings.NewReader(written(t, Result{Row: []string{value}, Kind: kind}))).ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, 2)
		// A reader of Go makes LF of CR LF inside cells.
		lines := strings.NewReplacer("\r\n", "\n")
		require.Equal(t, lines.Replace(safeCell(value)), rows[1][1])
		require.Equal(t, lines.Replace(safeCell(kind)), rows[1][3])
		if cell := rows[1][1]; cell != "" && !isNumber(cell) {
			require.NotContains(t, "=+-@\t\r\n", cell[:1])
		}
	})
}
