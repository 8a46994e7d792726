using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

/// <summary>Reports for tests to print.</summary>
internal static class Samples
{
    private static readonly SourceText Wiki = new("deploy/wiki/workload.yaml", """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: wiki
          namespace: docs
        spec:
          replicas: 2
          selector:
            matchLabels: { app: wiki }
          template:
            metadata:
              labels: { app: wiki }
            spec:
              containers:
              - name: wiki
                image: registry.example/wiki:1.4
              volumes:
              - name: data
                persistentVolumeClaim:
                  claimName: wiki-data

        """);

    private static readonly SourceText Claim = new("deploy/wiki/my claim #1.yaml", """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: wiki-data
          namespace: docs
        spec:
          accessModes: [ReadWriteOnce]

        """);

    private static readonly SourceText Broken = new("deploy/broken.yaml", """
        apiVersion: v1
        kind: Service
        metadata:
          name: wiki
          labels: { app: wiki
        spec:
          selector: { app: wiki }

        """);

    private static readonly SourceText Chart = new("chart/templates/service.yaml", """
        {{- if .Values.service.enabled }}
        apiVersion: v1
        kind: Service
        {{- end }}

        """);

    /// <summary>An error with related places in two files, a file that cannot be read, and a template.</summary>
    public static LintReport Small { get; } = Of(Lint.Run([Chart, Broken, Claim, Wiki])
        .Where(finding => finding.Rule.Id is "HA0001" or "HA0002" or "HA0701"));

    /// <summary>Nothing found.</summary>
    public static LintReport Clean { get; } = Of([]);

    /// <summary>
    /// All that input can do to a report: commands for build servers, control characters, markup, what XML forbids, a
    /// byte-order mark and characters of several bytes; and two findings that differ in their line only.
    /// </summary>
    public static LintReport Odd
    {
        get
        {
            const string Evil = "::error::x %0A ##vso[task.setvariable variable=x]y ##[error]z;]\r\n::stop-commands::t\e[31m <b>\"&' | `q` [a](b) @all \uFFFE\uFFFF\uD800 ]]>";
            var source = new SourceText("::warning::a,b/ü%20#?<&>.yaml", "\uFEFFa: 1\r\nb: 🎉é x\r\nb: 🎉é x\r\n");
            var place = Make.PlaceOf(source, "x");
            return Of(
            [
                Make.Finding("HA0701", place, Evil, new RelatedPlace(Make.PlaceOf(source, "1"), Evil)),
                Make.Finding("HA0701", place with { Start = place.Start + 10, End = place.End + 10 }, "The same again"),
                Make.Finding("HA0002", new Place(source, 0, source.Text.Length), Evil),
                Make.Finding("HA0401", new Place(new SourceText("../outside/empty.yaml", ""), 0, 0), "A warning"),
            ]);
        }
    }

    /// <summary>A finding in what was rendered from a template, with a related place in what another one made.</summary>
    public static LintReport Rendered
    {
        get
        {
            var source = new SourceText("<stdin>", """
                ---
                # Source: shop/templates/claim.yaml
                kind: PersistentVolumeClaim
                metadata: { name: data }
                spec: { accessModes: [ReadWriteOnce] }
                ---
                # Source: shop/templates/web.yaml
                kind: Deployment
                metadata: { name: web }
                spec:
                  replicas: 2
                  template:
                    spec:
                      containers: [{ name: web, image: registry.example/web:1 }]
                      volumes:
                      - persistentVolumeClaim: { claimName: data }

                """.ReplaceLineEndings("\n"));
            return Of(Lint.Run([source], "HA0701"));
        }
    }

    public static LintReport Of(IEnumerable<Finding> findings) => new([.. findings], Files: 12, Documents: 30, TimeSpan.FromMilliseconds(47));

    /// <summary>A report with the version replaced, so that a release changes no snapshot.</summary>
    public static string WithoutVersion(string text) => text.Replace($"ersion\": \"{Tool.Version}\"", "ersion\": \"0.0.0\"", StringComparison.Ordinal);

    /// <summary>What a report writes.</summary>
    public static string Print(this IReport report, LintReport content)
    {
        var output = new StringWriter();
        report.Write(content, output);
        return output.ToString();
    }
}
