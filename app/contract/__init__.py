"""What desk and province say to each other. Versioned; additive only; a breaking change is a new kind.

Protocol v1 over HTTP (JSON or NDJSON, zstd):

| request                          | body                                    | answer                   |
|----------------------------------|-----------------------------------------|--------------------------|
| POST /sync/v1/enrol              | `wire.EnrolRequest`                     | `wire.EnrolReply`        |
| POST /sync/v1/push               | NDJSON: `wire.PushHeader`, `wire.Op` …  | `wire.PushReply`         |
| GET  /sync/v1/feed?scope&cursor  | -                                       | `FeedItem` …, `FeedEnd`  |
| GET  /sync/v1/hello              | -                                       | `wire.Hello`             |
"""
