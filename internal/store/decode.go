package store

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
)

// RecordRow is a stored version of a record that is not yet decoded.
type RecordRow struct {
	ID       catalogue.ID
	Revision catalogue.Revision
	Kind     catalogue.Kind
	Source   catalogue.ID
	Body     []byte // what catalogue.EncodeRecord wrote
}

// Decode is the record of the row.
func (r *RecordRow) Decode() (catalogue.Record, error) {
	record, err := catalogue.DecodeRecord(r.Kind, r.Body)
	if err != nil {
		return nil, fmt.Errorf("read record %d as revision %d stored it: %w", r.ID, r.Revision, err)
	}
	m := record.Base()
	m.ID, m.Revision, m.Source = r.ID, r.Revision, r.Source
	return record, nil
}

// decodeBatch is how many rows change hands at once: enough that handing over
// costs nothing beside decoding them.
const decodeBatch = 256

// DecodeRecords hands the rows that read emits to a sink, decoded on all cores:
// decoding JSON takes longer than reading rows. read is called once, and the
// body it emits is its own again after the call.
func DecodeRecords(ctx context.Context, to Sink, read func(ctx context.Context, emit func(RecordRow) error) error) error {
	group, ctx := errgroup.WithContext(ctx)
	batches := make(chan []RecordRow, runtime.GOMAXPROCS(0))
	group.Go(func() error {
		defer close(batches)
		return emitBatches(ctx, batches, read)
	})
	var sink sync.Mutex // a sink's Record is called by one goroutine at a time
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error { return decodeBatches(ctx, batches, &sink, to) })
	}
	return group.Wait()
}

func emitBatches(ctx context.Context, batches chan<- []RecordRow, read func(context.Context, func(RecordRow) error) error) error {
	batch := make([]RecordRow, 0, decodeBatch)
	send := func() error {
		select {
		case batches <- batch:
			batch = make([]RecordRow, 0, decodeBatch)
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	err := read(ctx, func(row RecordRow) error {
		row.Body = append([]byte(nil), row.Body...)
		batch = append(batch, row)
		if len(batch) < decodeBatch {
			return nil
		}
		return send()
	})
	if err != nil {
		return err
	}
	return send()
}

func decodeBatches(ctx context.Context, batches <-chan []RecordRow, sink *sync.Mutex, to Sink) error {
	for batch := range batches {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		records := make([]catalogue.Record, len(batch))
		for i := range batch {
			record, err := batch[i].Decode()
			if err != nil {
				return err
			}
			records[i] = record
		}
		if err := handOver(records, sink, to); err != nil {
			return err
		}
	}
	return nil
}

func handOver(records []catalogue.Record, sink *sync.Mutex, to Sink) error {
	sink.Lock()
	defer sink.Unlock()
	for _, record := range records {
		if err := to.Record(record); err != nil {
			return err
		}
	}
	return nil
}
