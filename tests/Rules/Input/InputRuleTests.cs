using Hale.Rules.Input;
using Hale.Testing;

namespace Hale.Rules.Tests.Input;

public sealed class UnreadableInputTests
{
    [Fact]
    public void Reports_the_mistake_and_reads_the_other_documents() => Lint.Expect<UnreadableInput>("""
        kind: Service
        ---
        kind: Pod
        metadata:
        {|HA0001:	|}name: web
        ---
        kind: Pod
        """);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    [InlineData("---\n---\n# nothing\n---\n")]
    [InlineData("- op: replace\n  path: /spec/replicas\n  value: 3\n")] // a JSON patch is no object, and no mistake
    [InlineData("\uFEFFkind: Service\n---\n\uFEFFkind: Service\n")]
    [InlineData("a: 1\na: 2\n")] // a repeated key can be read
    public void Is_silent_about_what_can_be_read(string text) => Lint.Expect<UnreadableInput>(text);

    [Fact]
    public void Reports_a_load_balancer_with_a_missing_brace_and_reads_its_other_blocks() => Lint.Expect<UnreadableInput>("""
        kind: ConfigMap
        data:
          keepalived.conf: |
            {|HA0001:vrrp_instance A|} {
              virtual_ipaddress {
                192.0.2.1
            }
            vrrp_instance B {
            }
        """);

    [Fact]
    public void Reports_a_bare_list_of_objects() => Lint.Expect<UnreadableInput>("""
        - apiVersion: v1
          {|HA0001:kind: Service|}
        - apiVersion: v1
          kind: Service
        """);
}

public sealed class TemplateNotRenderedTests
{
    [Fact]
    public void Reports_a_chart_template_once() => Lint.Expect<TemplateNotRendered>("""
        {|HA0002:{{- if .Values.enabled }}|}
        kind: Service
        {{- end }}
        ---
        {{- if .Values.other }}
        kind: Service
        {{- end }}
        """);

    [Theory]
    [InlineData("image: {{ .Values.image }}")]
    [InlineData("rule: 'value is {{ $value }}'")]
    [InlineData("image: ${IMAGE}:${TAG}")]
    public void Is_silent_about_holes_that_still_parse(string text) => Lint.Expect<TemplateNotRendered>(text);

    [Fact]
    public void Is_silent_about_broken_yaml_that_only_mentions_a_template() => Lint.Expect<TemplateNotRendered>("""
        a: "{{ .Values.x }}"
        b: 'never closed
        """);
}

public sealed class LimitExceededTests
{
    [Fact]
    public void Reports_nesting_that_no_manifest_needs()
    {
        var finding = Lint.One<LimitExceeded>(new string('[', 200));
        Assert.Equal("Maps and lists are nested more than 128 levels deep", finding.Message);
        Assert.Equal((1, 130), finding.Place.StartPosition);
    }

    [Fact]
    public void Reports_an_alias_inside_its_own_value() => Lint.Expect<LimitExceeded>("a: &a\n- {|HA0003:*a|}\n");

    [Fact]
    public void Reports_aliases_that_multiply()
    {
        var lines = Enumerable.Range(1, 8).Select(i => $"l{i}: &l{i} [{string.Join(", ", Enumerable.Repeat($"*l{i - 1}", 10))}]");
        var finding = Lint.One<LimitExceeded>("l0: &l0 x\n" + string.Join("\n", lines));
        Assert.Equal("The document's aliases repeat more than 100000 values", finding.Message);
    }

    [Fact]
    public void Is_silent_about_ordinary_nesting_and_aliases() =>
        Lint.Expect<LimitExceeded>("a: &a { b: 1 }\nc: *a\nd: " + new string('[', 50) + new string(']', 50));
}
