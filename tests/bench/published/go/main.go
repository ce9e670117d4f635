// SPDX-License-Identifier: MIT

// A peer: the programs of fiber-c with goroutines and iterators, on one thread.
// Prints "program n total_ns".
package main

import (
	"fmt"
	"iter"
	"os"
	"runtime"
	"time"
)

const (
	active = 10000
	page   = 4096
	pages  = 3
	ten    = 10
	height = 15
)

//go:noinline
func touch(stack *[pages * page]byte) int {
	for i := 0; i < pages; i++ {
		stack[i*page] = 1
	}
	return int(stack[0])
}

//go:noinline
func useStack() int {
	var stack [pages * page]byte
	return touch(&stack)
}

func connect() chan int {
	answer := make(chan int, 1)
	go func() {
		runtime.Gosched()
		answer <- useStack()
	}()
	return answer
}

func c10m(n int) bool {
	var connections [active]chan int
	for i := range connections {
		connections[i] = connect()
	}
	answers := 0
	for i := 0; i < n; i++ {
		answers += <-connections[i%active]
		if i < n-active {
			connections[i%active] = connect()
		}
	}
	return answers == n
}

// One below after the other.
func grow(number int64, leaves int, sum chan<- int64) {
	if leaves == 1 {
		sum <- number
		return
	}
	below := make(chan int64)
	var all int64
	for i := 0; i < ten; i++ {
		go grow(number+int64(i*leaves/ten), leaves/ten, below)
		all += <-below
	}
	sum <- all
}

func skynet(n int) bool {
	sum := make(chan int64)
	go grow(0, n, sum)
	return <-sum == int64(n)*int64(n-1)/2
}

func sumOf(items iter.Seq[int]) int64 {
	next, stop := iter.Pull(items)
	defer stop()
	var sum int64
	for {
		item, ok := next()
		if !ok {
			return sum
		}
		sum += int64(item)
	}
}

func itersum(n int) bool {
	return sumOf(func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}) == int64(n)*int64(n-1)/2
}

type node struct {
	left, right *node
	value       int
}

// The nodes of one height are the same.
func plant(above int) *node {
	if above == height {
		return &node{value: above}
	}
	below := plant(above + 1)
	return &node{left: below, right: below}
}

func (n *node) walk(yield func(int) bool) bool {
	if n.left == nil {
		return yield(n.value)
	}
	return n.left.walk(yield) && n.right.walk(yield)
}

func treesum(n int) bool {
	root := plant(0)
	return sumOf(func(yield func(int) bool) {
		for i := 0; i < n>>height && root.walk(yield); i++ {
		}
	}) == int64(n)*height
}

func main() {
	runtime.GOMAXPROCS(1)
	programs := map[string]struct {
		run func(int) bool
		n   int
	}{
		"c10m":    {c10m, 1000000},
		"skynet":  {skynet, 1000000},
		"itersum": {itersum, 1000000},
		"treesum": {treesum, 1 << 20},
	}
	for _, name := range os.Args[1:] {
		program, known := programs[name]
		if !known {
			continue
		}
		start := time.Now()
		if !program.run(program.n) {
			fmt.Fprintf(os.Stderr, "%s: wrong\n", name)
			os.Exit(1)
		}
		fmt.Println(name, program.n, time.Since(start).Nanoseconds())
	}
}
