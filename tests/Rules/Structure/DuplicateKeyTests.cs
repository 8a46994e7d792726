using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class DuplicateKeyTests
{
    [Fact]
    public void Reports_the_second_of_two_equal_keys() => Lint.Expect<DuplicateKey>("""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: wiki
          labels: { app: wiki }
          {|HA1802:labels|}: { app: wiki, tier: front }
        """);

    [Fact]
    public void Names_the_map_and_points_at_the_first_key()
    {
        var finding = Lint.One<DuplicateKey>("""
            apiVersion: v1
            kind: Pod
            metadata: { name: wiki }
            spec:
              containers:
              - { name: wiki, image: "wiki:1", image: "wiki:2" }
            """);
        Assert.Equal("'image' stands more than once in spec.containers[0] of Pod 'wiki'", finding.Message);
        Assert.Equal("the first 'image'", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Reports_a_missing_separator_once()
    {
        const string text = """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: a }
            {|HA1802:apiVersion|}: v1
            kind: ConfigMap
            metadata: { name: b }
            """;
        Lint.Expect<DuplicateKey>(text);
        Assert.Equal("ConfigMap 'b' begins here, but the line '---' that separates it from the object above is missing", Lint.One<DuplicateKey>(text).Message);
    }

    [Fact]
    public void Reports_a_key_that_repeats_in_a_large_map() => Lint.Expect<DuplicateKey>("""
        apiVersion: v1
        kind: ConfigMap
        data: { a: "1", b: "1", c: "1", d: "1", e: "1", f: "1", g: "1", h: "1", i: "1", {|HA1802:b|}: "2" }
        """);

    [Fact]
    public void Reports_a_repeated_key_of_a_kustomization() => Lint.Expect<DuplicateKey>([("kustomization.yaml", """
        resources: [a.yaml]
        {|HA1802:resources|}: [b.yaml]
        """)]);

    [Fact]
    public void Reports_what_an_alias_repeats_where_it_is_written() => Lint.Expect<DuplicateKey>("""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          labels: &labels { app: wiki, {|HA1802:app|}: wiki }
          annotations: *labels
        """);

    [Theory]
    [InlineData("labels: { app: wiki }", "annotations: { app: wiki }")] // the same key in another map
    [InlineData("labels: &common { app: wiki }", "annotations: { <<: *common, app: other }")] // a merge is overridden
    public void Is_silent_when_a_key_is_used_once_in_each_map(string labels, string annotations) => Lint.Expect<DuplicateKey>($"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: wiki
          {labels}
          {annotations}
        """);

    [Fact]
    public void Is_silent_about_files_that_are_no_objects() => Lint.Expect<DuplicateKey>("""
        replicas: 2
        replicas: 3
        """);

    [Theory]
    [InlineData("kind: List")]
    [InlineData("kind: ConfigMapList")]
    public void Reports_keys_of_a_list_of_objects_that_repeat(string kind) => Lint.Expect<DuplicateKey>($$"""
        apiVersion: v1
        {{kind}}
        metadata: { resourceVersion: "", {|HA1802:resourceVersion|}: "1" }
        items:
        - apiVersion: v1
          kind: ConfigMap
          metadata: { name: wiki, {|HA1802:name|}: blog }
        {|HA1802:items|}:
        - apiVersion: v1
          kind: ConfigMap
          metadata: { name: shop }
        """);

    [Fact]
    public void Says_that_the_line_between_two_lists_is_missing() => Assert.Equal(
        "The List begins here, but the line '---' that separates it from the object above is missing",
        Lint.One<DuplicateKey>("apiVersion: v1\nkind: List\nitems: []\napiVersion: v1\nkind: List\nitems: []\n").Message);

    [Fact]
    public void Keys_repeat_where_the_indentation_is_lost() => Lint.Expect<DuplicateKey>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
        name: web
        spec:
        replicas: 2
        selector:
        matchLabels:
        app: web
        template:
        metadata:
        labels:
        app: web
        """);

    [Fact]
    public void A_key_that_repeats_deeper_is_reported_where_the_root_has_no_indentation() => Lint.Expect<DuplicateKey>("""
        apiVersion: v1
        kind: Service
        metadata:
        name: web
        labels: { app: web, {|HA1802:app|}: web }
        spec:
        type: ClusterIP
        ports:
        - port: 80
        """);
}
