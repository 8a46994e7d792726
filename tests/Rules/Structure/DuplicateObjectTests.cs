using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class DuplicateObjectTests
{
    [Fact]
    public void Reports_the_later_of_two_and_points_at_the_earlier()
    {
        const string text = """
            apiVersion: v1
            kind: Service
            metadata: { name: wiki }
            spec: { selector: { app: wiki }, ports: [{ port: 80 }] }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: {|HA1809:wiki|} }
            spec: { selector: { app: search }, ports: [{ port: 80 }] }
            """;
        Lint.Expect<DuplicateObject>(text);
        var finding = Lint.One<DuplicateObject>(text);
        Assert.Equal("Service 'wiki' stands in this file already, and what is said here takes the place of that", finding.Message);
        Assert.Equal("the Service before", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Reads_the_items_of_a_List() => Lint.Expect<DuplicateObject>("""
        apiVersion: v1
        kind: List
        items:
        - { apiVersion: v1, kind: ConfigMap, metadata: { name: wiki }, data: { port: "80" } }
        - { apiVersion: v1, kind: ConfigMap, metadata: { name: {|HA1809:wiki|} }, data: { port: "81" } }
        """);

    [Theory]
    [InlineData("ConfigMap", "wiki, namespace: docs", "ConfigMap", "{|HA1809:wiki|}, namespace: docs")]
    [InlineData("ConfigMap", "wiki, namespace: docs", "ConfigMap", "wiki, namespace: test")]
    [InlineData("ConfigMap", "wiki", "ConfigMap", "wiki, namespace: docs")] // perhaps another one
    [InlineData("ConfigMap", "wiki", "Secret", "wiki")]
    [InlineData("ConfigMap", "wiki", "ConfigMap", "search")]
    [InlineData("ConfigMap", "${NAME}", "ConfigMap", "${NAME}")] // unknown: stay silent
    [InlineData("ConfigMap", "wiki", "${KIND}", "wiki")] // unknown: stay silent
    [InlineData("ConfigMap", "wiki", "ConfigMap", "wiki", "80")] // The same twice is the same once.
    public void Compares_kind_name_and_namespace(string kind, string metadata, string otherKind, string otherMetadata, string port = "81") =>
        Lint.Expect<DuplicateObject>(Object(kind, metadata, "80") + "---\n" + Object(otherKind, otherMetadata, port));

    [Fact]
    public void Is_silent_about_one_name_in_two_groups() => Lint.Expect<DuplicateObject>("""
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: { name: wiki }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: wiki }
        spec: { ports: [{ port: 80 }] }
        """);

    [Fact]
    public void Is_silent_about_parts_of_objects()
    {
        Lint.Expect<DuplicateObject>(Object("ConfigMap", "wiki", "80") + "---\n" + Object("ConfigMap", "wiki", "81") + "$patch: replace\n");
        Lint.Expect<DuplicateObject>(Object("ConfigMap", "wiki", "80") + "$patch: delete\n---\n" + Object("ConfigMap", "wiki", "81"));
    }

    [Fact]
    public void Is_silent_about_different_files() =>
        Lint.Expect<DuplicateObject>([("deploy/a.yaml", Object("ConfigMap", "wiki", "80")), ("deploy/b.yaml", Object("ConfigMap", "wiki", "81"))]);

    [Fact]
    public void Is_silent_beside_what_cannot_be_read() => Lint.Expect<DuplicateObject>(
        [("deploy/a.yaml", Object("ConfigMap", "wiki", "80") + "---\n{{- else }}\nkind: {{ x }}\n---\n" + Object("ConfigMap", "wiki", "81"))]);

    private static string Object(string kind, string metadata, string port) => $"apiVersion: v1\nkind: {kind}\nmetadata: {{ name: {metadata} }}\ndata: {{ port: '{port}' }}\n";
}
