// Makes the call that the others make with the Go client, in turns: a line of standard input says how, a line of standard
// output what came of it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	client "github.com/black-06/jupyterhub-client"
)

const token = "0123456789abcdef0123456789abcdef"

type settings struct {
	URL string `json:"url"`
	// Connections that are kept; 0 for what Go keeps by itself, which is 2.
	Idle int `json:"idle"`
}

type turn struct {
	AtATime int     `json:"atATime"`
	Ms      float64 `json:"ms"`
}

type outcome struct {
	Calls  int64   `json:"calls"`
	WallMs float64 `json:"wallMs"`
	CpuMs  float64 `json:"cpuMs"`
}

func main() {
	var given settings
	check(json.Unmarshal([]byte(os.Args[1]), &given))
	call := callOf(given)
	check(call())
	fmt.Println("{}")
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var wanted turn
		check(json.Unmarshal(lines.Bytes(), &wanted))
		text, err := json.Marshal(callFor(wanted, call))
		check(err)
		fmt.Println(string(text))
	}
}

func callOf(given settings) func() error {
	target, err := url.Parse(given.URL)
	check(err)
	configuration := client.NewConfiguration()
	configuration.Host = target.Host
	configuration.Scheme = target.Scheme
	if given.Idle > 0 {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.MaxIdleConnsPerHost = given.Idle
		configuration.HTTPClient = &http.Client{Transport: transport}
	}
	hub := client.NewAPIClient(configuration)
	ctx := context.WithValue(context.Background(), client.ContextAccessToken, token)
	return func() error {
		user, _, err := hub.GetUserByName(ctx, "ada")
		if err == nil && user.Name != "ada" {
			err = fmt.Errorf("it does not give the user")
		}
		return err
	}
}

func callFor(wanted turn, call func() error) outcome {
	var calls atomic.Int64
	var done sync.WaitGroup
	cpu := cpuTime()
	start := time.Now()
	end := start.Add(time.Duration(wanted.Ms * float64(time.Millisecond)))
	for range make([]struct{}, wanted.AtATime) {
		done.Add(1)
		go func() {
			defer done.Done()
			for time.Now().Before(end) {
				check(call())
				calls.Add(1)
			}
		}()
	}
	done.Wait()
	wall := time.Since(start)
	return outcome{calls.Load(), millis(wall), millis(cpuTime() - cpu)}
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func millis(duration time.Duration) float64 {
	return float64(duration) / float64(time.Millisecond)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
