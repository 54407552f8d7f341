package main

import (
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"fundus/internal/interchange"
)

// withProgress shows how far a file is read, on a terminal; elsewhere it shows
// nothing, and the lines that a command prints must do. The input keeps its
// position-independent reading where the file has it: archives need that.
func withProgress(in interchange.Input, size int64, w io.Writer) (interchange.Input, func()) {
	const worthwhile = 1 << 20
	f, isFile := w.(*os.File)
	if !isFile || size < worthwhile || !isTerminal(f) {
		return in, func() {}
	}
	if _, random := in.Reader.(io.ReaderAt); random && isZip(in) {
		return in, func() {}
	}
	bars := mpb.New(mpb.WithOutput(w), mpb.WithWidth(40))
	bar := bars.AddBar(size,
		mpb.PrependDecorators(decor.Name(in.Name+" ")),
		mpb.AppendDecorators(decor.CountersKibiByte("% .1f / % .1f"), decor.Percentage(decor.WCSyncSpace)),
	)
	in.Reader = bar.ProxyReader(in.Reader)
	return in, func() {
		bar.Abort(false)
		bars.Wait()
	}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// isZip looks at the first bytes of a file without moving its position.
func isZip(in interchange.Input) bool {
	var head [2]byte
	n, err := in.Reader.(io.ReaderAt).ReadAt(head[:], 0)
	return err == nil && n == len(head) && string(head[:]) == "PK"
}
