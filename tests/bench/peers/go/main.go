// SPDX-License-Identifier: MIT

// A peer: goroutines on one thread. Prints "op n total_ns", or
// "op n total bytes".
package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"sync"
	"time"
)

const (
	runs  = 3
	tasks = 1000
)

func yields(n int) {
	for i := 0; i < n; i++ {
		runtime.Gosched()
	}
}

//go:noinline
func down(n int) int {
	k := n * 3
	if n > 0 {
		k += down(n - 1)
	} else {
		runtime.Gosched()
	}
	return k + n
}

// What a body takes in a goroutine of its own.
func timed(body func()) int64 {
	took := make(chan int64)
	go func() {
		start := time.Now()
		body()
		took <- time.Since(start).Nanoseconds()
	}()
	return <-took
}

func yield1(n int) int64 {
	return timed(func() { yields(n) })
}

func yield1Timer(n int) int64 {
	timer := time.AfterFunc(time.Hour, func() {})
	defer timer.Stop()
	return yield1(n)
}

func yield1000(n int) int64 {
	return timed(func() {
		var group sync.WaitGroup
		group.Add(tasks)
		for i := 0; i < tasks; i++ {
			go func() {
				yields(n / tasks)
				group.Done()
			}()
		}
		group.Wait()
	})
}

func switch16(n int) int64 {
	return timed(func() {
		for i := 0; i < n; i++ {
			down(16)
		}
	})
}

func spawn(n int) int64 {
	return timed(func() {
		for i := 0; i < n; i++ {
			done := make(chan int, 1)
			go func() { done <- 0 }()
			<-done
		}
	})
}

func handover(n int) int64 {
	balls := [2]chan int{make(chan int), make(chan int)}
	return timed(func() {
		var group sync.WaitGroup
		group.Add(2)
		for me := 0; me < 2; me++ {
			go func(me int) {
				for i := 0; i < n/2; i++ {
					<-balls[me]
					if me == 0 || i < n/2-1 {
						balls[1-me] <- 0
					}
				}
				group.Done()
			}(me)
		}
		balls[0] <- 0
		group.Wait()
	})
}

// Two goroutines, one on each side, from their start to their end.
func both(player func(me int)) int64 {
	return timed(func() {
		var group sync.WaitGroup
		group.Add(2)
		for me := 0; me < 2; me++ {
			go func() {
				player(me)
				group.Done()
			}()
		}
		group.Wait()
	})
}

// A channel of one, which is fair: who gives a sync.Mutex back can take it again
// before who waits.
func lock(n int) int64 {
	shared := make(chan int, 1)
	return both(func(int) {
		shared <- 0
		runtime.Gosched()
		for i := 0; i < n/2; i++ {
			<-shared
			shared <- 0
		}
		<-shared
	})
}

func pingpong(n int) int64 {
	queues := [2]chan int{make(chan int, 1), make(chan int, 1)}
	queues[0] <- 1
	return both(func(me int) {
		for i := 0; i < n/2; i++ {
			queues[1-me] <- <-queues[me]
		}
	})
}

// What Go has for a thing that happened, and can happen again.
func event(n int) int64 {
	var mutex sync.Mutex
	events := [2]*sync.Cond{sync.NewCond(&mutex), sync.NewCond(&mutex)}
	isSet := [2]bool{true, false}
	return both(func(me int) {
		mutex.Lock()
		for i := 0; i < n/2; i++ {
			for !isSet[me] {
				events[me].Wait()
			}
			isSet[me] = false
			isSet[1-me] = true
			events[1-me].Signal()
		}
		mutex.Unlock()
	})
}

// iter.Pull's coroutine.
func generator(n int) int64 {
	return timed(func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			for i := 0; i < n && yield(i); i++ {
			}
		})
		defer stop()
		for _, more := next(); more; _, more = next() {
		}
	})
}

func group1000(n int) int64 {
	return timed(func() {
		for ; n > 0; n -= tasks {
			var group sync.WaitGroup
			group.Add(tasks)
			for i := 0; i < tasks; i++ {
				go group.Done()
			}
			group.Wait()
		}
	})
}

// Each by a channel of its own.
func gather1000(n int) int64 {
	return timed(func() {
		var results [tasks]chan int
		for ; n > 0; n -= tasks {
			for i := range results {
				result := make(chan int, 1)
				results[i] = result
				go func() { result <- 0 }()
			}
			for _, result := range results {
				<-result
			}
		}
	})
}

// All by one channel.
func asCompleted1000(n int) int64 {
	return timed(func() {
		for ; n > 0; n -= tasks {
			results := make(chan int, tasks)
			for i := 0; i < tasks; i++ {
				go func() { results <- i }()
			}
			for i := 0; i < tasks; i++ {
				<-results
			}
		}
	})
}

func timeout(n int) int64 {
	return timed(func() {
		for ; n > 0; n-- {
			_, cancel := context.WithTimeout(context.Background(), 9*time.Second)
			runtime.Gosched()
			cancel()
		}
	})
}

// n goroutines that wait for their contexts, and how each is cancelled.
func park(n int) (cancels []context.CancelFunc, ended chan int) {
	ended = make(chan int, n)
	for i := 0; i < n; i++ {
		ctx, cancel := context.WithCancel(context.Background())
		cancels = append(cancels, cancel)
		go func() {
			<-ctx.Done()
			ended <- 0
		}()
	}
	runtime.Gosched()
	return
}

func cancel(n int) int64 {
	cancels, ended := park(n)
	return timed(func() {
		for _, cancel := range cancels {
			cancel()
		}
		for range cancels {
			<-ended
		}
	})
}

// As bench.c: all are set before the first one fires, for the loop gives the
// runtime no turn. Each callback gets a goroutine of its own.
func timers(n int) int64 {
	return timed(func() {
		left := n
		over := make(chan int, 1)
		ring := func() {
			left--
			if left == 0 {
				over <- 0
			}
		}
		start := time.Now()
		random := uint32(1)
		for i := 0; i < n; i++ {
			random = random*1664525 + 1013904223
			time.AfterFunc(time.Until(start.Add(time.Duration(random>>10))), ring)
		}
		<-over
	})
}

// They stay: a goroutine that ends leaves its stack to the next.
func bytes(n int) int64 {
	var before, after runtime.MemStats
	stop := make(chan int)
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := 0; i < n; i++ {
		go func() { <-stop }()
	}
	runtime.Gosched()
	runtime.GC()
	runtime.ReadMemStats(&after)
	inUse := func(s *runtime.MemStats) uint64 { return s.HeapInuse + s.StackInuse + s.OtherSys }
	return int64(inUse(&after) - inUse(&before))
}

var ops = []struct {
	name string
	n    int
	run  func(n int) int64
	unit string
}{
	{"yield1", 100000, yield1, ""},
	{"yield1_timer", 100000, yield1Timer, ""},
	{"yield1000", 100000, yield1000, ""},
	{"switch16", 50000, switch16, ""},
	{"spawn", 30000, spawn, ""},
	{"handover", 50000, handover, ""},
	{"cancel", 10000, cancel, ""},
	{"lock", 50000, lock, ""},
	{"pingpong", 50000, pingpong, ""},
	{"event", 50000, event, ""},
	{"generator", 50000, generator, ""},
	{"group1000", 50000, group1000, ""},
	{"gather1000", 50000, gather1000, ""},
	{"as_completed1000", 50000, asCompleted1000, ""},
	{"timeout", 20000, timeout, ""},
	{"timers100k", 100000, timers, ""},
	{"park_bytes", 20000, bytes, " bytes"},
}

func main() {
	runtime.GOMAXPROCS(1)
	for _, op := range ops {
		wanted := len(os.Args) == 1
		for _, arg := range os.Args[1:] {
			wanted = wanted || arg == op.name
		}
		if !wanted {
			continue
		}
		op.run(op.n / 10)
		for i := 0; i < runs; i++ {
			fmt.Printf("%s %d %d%s\n", op.name, op.n, op.run(op.n), op.unit)
		}
	}
}
