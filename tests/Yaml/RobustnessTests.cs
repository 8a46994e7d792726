using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

/// <summary>Whatever happens to a manifest, reading it neither throws nor invents places, nor takes long.</summary>
public sealed class RobustnessTests
{
    private const string Deployment = """
        # A small site.
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          annotations:
            config: "{
              \"retries\": 3 }"
        spec:
          replicas: 2 # hale:ignore HA0101 -- enough
          selector: &labels
            matchLabels: { app: web, 'tier': "front" }
          template:
            metadata:
              labels: { app: web, 'tier': "front" }
            spec:
              containers:
              - name: app
                image: registry.example/web:${TAG}
                command: [sh, -c, "exec web --name={{ .Release.Name }}"]
                env: &env
                - name: MODE
                  value: !!str 0644
              - name: log
                env: *env
              terminationGracePeriodSeconds: 0x1E
        """;

    private const string Script = """
        kind: ConfigMap
        data:
          run.sh: |
            #!/bin/sh
            echo "$HOME" # not a comment
          text: >-
            folded
              text

            ends
        ---
        ? complex
        : <<: { a: 1 }
          b: [{c: d}, e: f]
        ...
        %YAML 1.2
        --- # last
        - null
        - ~
        -
          - - x
        """;

    private const string Json = "{\r\n\t\"kind\": \"List\",\r\n\t\"items\": [\r\n\t\t{ \"kind\": \"Pod\", \"n\": [1, 2.5e3, true, null, \"\\ud83d\\ude00\\n\"] }\r\n\t]\r\n}\r\n";

    private const string Template = """
        {{- range $i, $name := .Values.names }}
        ---
        kind: Service
        metadata:
          name: {{ $name }}-svc
          labels: {{- include "labels" $ | nindent 4 }}
        {{- end }}
        """;

    private static readonly string[] Insertions =
    [
        " ", "\t", "\n", "\r", "\r\n", ":", ": ", "-", "- ", "#", " #", "'", "\"", "[", "]", "{", "}", "{{", "}}", "${", ",", "&a ", "*a", "!", "!!int ",
        "|", ">", "%", "@", "?", "\\", "\\U", "<<: ", "---\n", "...\n", "\uFEFF", "\0", "\u2028", "\uD83D", "é", "0", "~", "  ", "\n  ",
    ];

    public static TheoryData<string> Manifests => [Deployment, Script, Json, Template];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Reads_every_beginning_and_every_end(string manifest)
    {
        foreach (var text in new[] { manifest, manifest.ReplaceLineEndings("\r\n"), manifest.ReplaceLineEndings("\r") })
        {
            for (var i = 0; i <= text.Length; i++)
            {
                Read(text[..i]);
                Read(text[i..]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Reads_random_edits(string manifest)
    {
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var text = manifest;
            for (var edits = random.Next(1, 5); edits > 0; edits--)
                text = Edit(text, random);
            Read(text);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: ")]
    [InlineData("'")]
    [InlineData("\"\n")]
    [InlineData("---\n")]
    [InlineData("...\n")]
    [InlineData("\uFEFF---\na\n")]
    [InlineData("&a ")]
    [InlineData("a: &a 1\nb: *a\n")]
    [InlineData("<<: {a: 1}\n")]
    [InlineData("\ta: b\n")]
    [InlineData(" #")]
    [InlineData("\r")]
    [InlineData("!a ")]
    [InlineData("%a\n")]
    [InlineData("a: [\nb,")]
    [InlineData("a: \"\nb")]
    public void Reads_endless_repetition(string part) => Read(string.Concat(Enumerable.Repeat(part, 20_000)));

    [Fact]
    public void Reads_a_line_that_is_nearly_as_long_as_a_file_may_be() => Read($"cat {new string('<', 20_000_000)}\na: b: c\n");

    private static string Edit(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 4), text.Length - at);
        return random.Next(4) switch
        {
            0 => text.Remove(at, length),
            1 => text.Remove(at, length).Insert(at, Insertions[random.Next(Insertions.Length)]),
            2 => text.Insert(at, text.Substring(random.Next(text.Length - length + 1), length)),
            _ => text.Insert(at, Insertions[random.Next(Insertions.Length)]),
        };
    }
}
