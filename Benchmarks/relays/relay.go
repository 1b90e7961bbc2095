// The relay as a Go programmer would write it with care: net/http on both sides, encoding/json per event,
// one flush for all that one read of the model's socket brought.
//
//	relay PORT MODEL_URL
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

type chunk struct {
	Choices []struct {
		Delta struct {
			Content string `json:"content"`
		} `json:"delta"`
	} `json:"choices"`
}

type textFrame struct {
	Text string `json:"text"`
}

type doneFrame struct {
	Done     bool   `json:"done"`
	FullText string `json:"fullText"`
}

type errorFrame struct {
	Error string `json:"error"`
}

type relay struct {
	modelURL string
	client   *http.Client
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: relay PORT MODEL_URL")
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 5000, DisableCompression: true}
	handler := &relay{modelURL: os.Args[2], client: &http.Client{Transport: transport}}
	mux := http.NewServeMux()
	mux.Handle("/chat/stream", handler)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], mux))
}

// The request's context ends when the reader leaves, and with it the model's stream.
func (r *relay) ask(request *http.Request) (*http.Response, error) {
	question, err := json.Marshal(map[string]any{
		"model":    "mock-gpt",
		"stream":   true,
		"messages": []map[string]string{{"role": "user", "content": request.URL.Query().Get("q")}},
	})
	if err != nil {
		return nil, err
	}
	call, err := http.NewRequestWithContext(request.Context(), http.MethodPost, r.modelURL, bytes.NewReader(question))
	if err != nil {
		return nil, err
	}
	call.Header.Set("Content-Type", "application/json")
	return r.client.Do(call)
}

func (r *relay) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	answer, err := r.ask(request)
	if err != nil {
		http.Error(writer, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		http.Error(writer, answer.Status, http.StatusBadGateway)
		return
	}
	writer.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	writer.Header().Set("Cache-Control", "no-store, no-transform")
	if err := relayEvents(writer, bufio.NewReader(answer.Body)); err != nil {
		writeFrame(writer, errorFrame{Error: err.Error()})
	}
}

func relayEvents(writer http.ResponseWriter, lines *bufio.Reader) error {
	flusher := writer.(http.Flusher)
	var fullText strings.Builder
	isDone, hasUnflushed := false, false
	for {
		line, err := lines.ReadSlice('\n')
		if err == io.EOF && isDone {
			return writeFrame(writer, doneFrame{Done: true, FullText: fullText.String()})
		}
		if err != nil {
			return err
		}
		if event := bytes.TrimSpace(line); bytes.HasPrefix(event, []byte("data: ")) {
			event = event[len("data: "):]
			if bytes.Equal(event, []byte("[DONE]")) {
				isDone = true
			} else {
				text, err := textOf(event)
				if err != nil {
					return err
				}
				if text != "" {
					fullText.WriteString(text)
					if err := writeFrame(writer, textFrame{Text: text}); err != nil {
						return err
					}
					hasUnflushed = true
				}
			}
		}
		if hasUnflushed && lines.Buffered() == 0 {
			flusher.Flush()
			hasUnflushed = false
		}
	}
}

func textOf(event []byte) (string, error) {
	var parsed chunk
	if err := json.Unmarshal(event, &parsed); err != nil {
		return "", err
	}
	if len(parsed.Choices) == 0 {
		return "", nil
	}
	return parsed.Choices[0].Delta.Content, nil
}

func writeFrame(writer io.Writer, frame any) error {
	encoded, err := json.Marshal(frame)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(writer, "data: %s\n\n", encoded)
	return err
}
