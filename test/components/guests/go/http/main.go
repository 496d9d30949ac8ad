// `http N`: serves N requests of HTTP on descriptor 3, a listener that the host opened, and ends. It answers with the method, the
// path and the body, after as many milliseconds as the query has.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

func main() {
	listener, err := net.FileListener(os.NewFile(3, "listener"))
	if err != nil {
		fmt.Println("no listener:", err)
		os.Exit(1)
	}
	count, _ := strconv.Atoi(os.Args[1])
	var served atomic.Int64
	var server http.Server
	done := make(chan error)
	server.Handler = http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		pause, _ := strconv.Atoi(request.URL.RawQuery)
		time.Sleep(time.Duration(pause) * time.Millisecond)
		fmt.Fprintf(response, "%s %s %s", request.Method, request.URL.Path, body)
		if served.Add(1) == int64(count) {
			go func() { done <- server.Shutdown(context.Background()) }()
		}
	})
	fmt.Println("serving")
	fmt.Println(server.Serve(listener))
	fmt.Println("shut down", <-done)
}
