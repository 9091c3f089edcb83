package playground

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"roundtrip/app/request"
)

// Many is the tab Many: how the request is to be sent many times, as it is typed.
type Many struct {
	How     ManyField // ManyTimes, ManyValues or ManyCSV
	Times   string
	Values  string // one a line
	CSV     string
	Workers string
	Rate    string

	Tried  bool // Start was pressed with something missing, which is then said too
	Asking bool // whether a request that changes things is really to be sent so often

	rows manyRows // of the values or the CSV
}

// ManyField names a field of the tab Many.
type ManyField string

// The fields of the tab Many.
const (
	ManyHow     ManyField = "how" // the name of the field that says what is sent
	ManyTimes   ManyField = "times"
	ManyValues  ManyField = "values"
	ManyCSV     ManyField = "csv"
	ManyWorkers ManyField = "workers"
	ManyRate    ManyField = "rate"
)

// newMany is the form as it stands at first.
func newMany() Many { return Many{How: ManyTimes, Times: "100", Workers: "8"} }

// manyForm is the form that says a plan of times or of values.
func manyForm(plan request.Many) Many {
	f := newMany()
	f.Workers = strconv.Itoa(plan.Workers)
	if plan.Columns == nil {
		f.Times = strconv.Itoa(plan.Times)
		return f
	}
	f.How = ManyValues
	for _, row := range plan.Rows {
		f.Values += row[0] + "\n"
	}
	f.Values = strings.TrimSuffix(f.Values, "\n")
	f.rows = readValues(f.Values)
	return f
}

// editMany changes the form. A question that was asked was about how it stood before.
func (m Model) editMany(msg ManyEdited) Model {
	f := &m.Many
	f.Asking = false
	switch msg.Field {
	case ManyHow:
		f.How = ManyField(msg.Text)
	case ManyTimes:
		f.Times = msg.Text
	case ManyValues:
		f.Values = msg.Text
	case ManyCSV:
		f.CSV = msg.Text
	case ManyWorkers:
		f.Workers = msg.Text
		return m
	case ManyRate:
		f.Rate = msg.Text
		return m
	}
	switch f.How {
	case ManyValues:
		f.rows = readValues(f.Values)
	case ManyCSV:
		f.rows = readCSV(f.CSV)
	}
	return m
}

// ManyProblem says what is wrong with a field of the tab Many, or "".
func (m Model) ManyProblem(field ManyField) string {
	f := m.Many
	switch {
	case field == ManyTimes && f.How == ManyTimes:
		return f.missing(f.Times, "Type how many requests to send.", wholeProblem(f.Times, request.MostTimes))
	case field == ManyWorkers:
		return f.missing(f.Workers, "Type how many requests may be on their way at a time.", wholeProblem(f.Workers, request.MostWorkers))
	case field == ManyRate:
		rate, err := strconv.ParseFloat(strings.TrimSpace(f.Rate), 64)
		if strings.TrimSpace(f.Rate) != "" && (err != nil || rate <= 0 || math.IsNaN(rate) || math.IsInf(rate, 0)) {
			return "Type a number above zero, such as 5 or 0.5, or nothing for no limit."
		}
	case field == f.How: // of values or a CSV
		switch rows := f.rows; {
		case rows.problem != "":
			return rows.problem
		case rows.count == 0 && f.Tried && field == ManyCSV:
			return "Paste or open a CSV: a first line with the names of the columns, and a line for each request."
		case rows.count == 0 && f.Tried:
			return "Type at least one value."
		case rows.count > request.MostTimes:
			return "One run sends at most " + group(request.MostTimes) + " requests; these are " + count(rows.count, manyThing[field]) + "."
		case rows.count > 0 && !m.Whole().Takes(rows.columns):
			return notTaken(rows.columns)
		}
	}
	return ""
}

// manyThing names a row of values or of a CSV.
var manyThing = map[ManyField]string{ManyValues: "value", ManyCSV: "row"}

// notTaken says that no column has a place in the request.
func notTaken(columns []string) string {
	if slices.Equal(columns, []string{request.ValueColumn}) {
		return "{{value}} is not used in the request. Put it in the URL, a header, the body or the auth."
	}
	return "No column is used in the request. Put " + request.Braces(columns[0]) + " in the URL, a header, the body or the auth."
}

// ManyRead says how the values or the CSV were read, where that may surprise, or "".
func (m Model) ManyRead() string {
	if m.Many.How == ManyTimes || m.Many.rows.problem != "" {
		return ""
	}
	return m.Many.rows.note
}

// missing says that a field is empty, once that matters, or else what is wrong with it.
func (f Many) missing(text, empty, wrong string) string {
	switch {
	case strings.TrimSpace(text) != "":
		return wrong
	case f.Tried:
		return empty
	}
	return ""
}

func wholeProblem(text string, most int) string {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > most {
		return "Type a whole number from 1 to " + group(int64(most)) + "."
	}
	return ""
}

// plan is what the form says, which has no problem.
func (f Many) plan() request.Many {
	var p request.Many
	p.Workers, _ = strconv.Atoi(strings.TrimSpace(f.Workers))
	p.Rate, _ = strconv.ParseFloat(strings.TrimSpace(f.Rate), 64)
	if f.How == ManyTimes {
		p.Times, _ = strconv.Atoi(strings.TrimSpace(f.Times))
		return p
	}
	p.Columns, p.Rows = f.rows.columns, f.rows.rows
	return p
}

// startMany starts a run, unless something is missing or a warning is to be confirmed first.
func (m Model) startMany(confirmed bool) (Model, []Cmd) {
	if m.Flight != nil {
		return m.toast("A request is on its way. Wait for its end, or cancel it.")
	}
	m.Many.Tried, m.Many.Asking = true, false
	for _, field := range []ManyField{ManyTimes, ManyValues, ManyCSV, ManyWorkers, ManyRate} {
		if m.ManyProblem(field) != "" {
			return m, []Cmd{Focus{Target{Control: "many", Setting: string(field)}}}
		}
	}
	m.Many.Tried = false
	plan := m.Many.plan()
	first := m
	first.Request = plan.Request(m.Whole(), 0)
	if wrong := first.invalid(); wrong != nil {
		return m.refuse(*wrong)
	}
	if !request.Safe(request.NormalMethod(m.Request.MethodOrGet())) && !confirmed {
		m.Many.Asking = true
		return m, []Cmd{Focus{Target{Control: "many", Setting: "confirm"}}}
	}
	m.Invalid = nil
	m.linkSent()
	m.lastID++
	m.Elapsed = 0
	m.Results = Results{}
	m.Flight = &Exchange{ID: m.lastID, Via: m.Via(), Request: m.Whole(), Own: m.Request, Many: &plan}
	return m, []Cmd{SendMany{ID: m.lastID, Via: m.Flight.Via, Request: m.Whole(), Many: plan}, Tick{ID: m.lastID}, Focus{Target{Control: "many", Setting: "start"}}, ShowStatus{}}
}

// declineMany takes the question back.
func (m Model) declineMany() (Model, []Cmd) {
	m.Many.Asking = false
	return m, []Cmd{Focus{Target{Control: "many", Setting: "start"}}}
}

// Running reports whether a run is in flight.
func (m Model) Running() bool { return m.Flight != nil && m.Flight.Many != nil }

// ManyQuestion asks whether a request that changes things is to be sent so often, or is "".
func (m Model) ManyQuestion() string {
	if !m.Many.Asking {
		return ""
	}
	n, method := m.Many.plan().Count(), m.Request.MethodOrGet()
	text := "This sends " + count(n, method+" request") + " to " + m.manyHost() + "."
	if n == 1 {
		return text + " It may change something there."
	}
	return text + " Each may change something there."
}

// manyHost names whom a run concerns.
func (m Model) manyHost() string {
	text := strings.TrimSpace(m.Whole().URL)
	if strings.HasPrefix(text, "/") {
		text = m.Origin
	}
	u, err := url.Parse(request.WithScheme(text))
	if err != nil || u.Host == "" || strings.Contains(u.Host, "{{") {
		return "the hosts that your values name"
	}
	return u.Host
}

// ManyNote says what of the request's options a run does not do, or "".
func (m Model) ManyNote() string {
	o := m.Whole().Options
	switch {
	case o.Pages.Kind != request.NoPages:
		return "A run sends the request as it stands: pages after the first are not followed."
	case o.Save:
		return "A run counts the bodies: they are not saved to the disk."
	}
	return ""
}

// ManyCount says how many requests the form makes, for the button that sends them.
func (m Model) ManyCount() string { return count(m.Many.plan().Count(), "request") }
