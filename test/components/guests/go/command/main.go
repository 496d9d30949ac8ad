// `command CODE ...`: prints its arguments, its environment sorted, and what its standard input has; writes a line to
// standard error, and exits with the code.
package main

import (
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
)

func main() {
	fmt.Printf("arguments: %q\n", os.Args[1:])
	environment := os.Environ()
	sort.Strings(environment)
	fmt.Printf("environment: %q\n", environment)
	input, err := io.ReadAll(os.Stdin)
	fmt.Printf("input: %q %v\n", input, err)
	fmt.Fprintln(os.Stderr, "to standard error")
	code := 0
	if len(os.Args) > 1 {
		code, _ = strconv.Atoi(os.Args[1])
	}
	os.Exit(code)
}
