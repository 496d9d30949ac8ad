// `listener N`: echoes N connections, each in a goroutine, that come to descriptor 3: a listener that the host opened. It is
// the only kind of socket that Go's `net` has in preview 1.
package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"sync"
)

func main() {
	listener, err := net.FileListener(os.NewFile(3, "listener"))
	if err != nil {
		fmt.Println("no listener:", err)
		os.Exit(1)
	}
	fmt.Println("listening")
	count, _ := strconv.Atoi(os.Args[1])
	var group sync.WaitGroup
	for i := 0; i < count; i++ {
		connection, err := listener.Accept()
		if err != nil {
			fmt.Println("accept:", err)
			os.Exit(1)
		}
		group.Add(1)
		go func() {
			defer group.Done()
			defer connection.Close()
			bytes, err := io.Copy(connection, connection)
			fmt.Println("echoed", bytes, "bytes", err)
		}()
	}
	group.Wait()
}
