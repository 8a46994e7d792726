using Hale.Rules.Tree;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

public sealed class HolesTests
{
    [Theory]
    [InlineData("'{{ .Values.x }}'")]
    [InlineData("'{{- .Values.x -}}'")]
    [InlineData("{{ .Values.x }}")] // a map as the key of a map, to a YAML parser
    [InlineData("{{ include \"labels\" . }}")]
    [InlineData("${REPLICAS}")]
    [InlineData("${REPLICAS:-3}")]
    [InlineData("${A:-${B}}")]
    [InlineData("$REPLICAS")]
    [InlineData("'{{ .x }}{{ .y }}'")]
    [InlineData("'%{CLUSTER_DNS}%'")]
    [InlineData("|-\n  {{ .x }}")]
    [InlineData("ENC[AES256_GCM,data:x1Y=,iv:z2A=,tag:b3C=,type:int]")] // SOPS
    [InlineData("'ENC[AES256_GCM,data:x1Y=,iv:z2A=,tag:b3C=,type:str]'")]
    public void A_whole_hole_is_unknown(string written)
    {
        var value = Root($"a: {written}")["a"];
        Assert.IsType<UnknownNode>(value);
        Assert.True(value.Exists.IsTrue);
    }

    [Theory]
    [InlineData("'app-{{ .x }}'", "app-|?")]
    [InlineData("registry/${NAME}:1.2", "registry/|?|:1.2")]
    [InlineData("'{{ .x }}-{{ .y }}'", "?|-|?")]
    [InlineData("a$B.c", "a|?|.c")]
    [InlineData("'%{REGISTRY}%rancher/x:1'", "?|rancher/x:1")]
    [InlineData("${A}$", "?|$")]
    [InlineData("'{{ {} }} }}'", "?| }}")]
    public void Text_with_a_hole_is_known_in_part(string written, string segments)
    {
        var partial = Assert.IsType<PartialNode>(Root($"a: {written}")["a"]);
        Assert.Equal(segments, string.Join('|', partial.Segments.Select(segment => segment ?? "?")));
    }

    [Theory]
    [InlineData("$(NAME)")] // Kubernetes' own
    [InlineData("$name")]
    [InlineData("$Name")]
    [InlineData("$NAMEs")]
    [InlineData("$1")]
    [InlineData("$$")]
    [InlineData("5$")]
    [InlineData("'${'")]
    [InlineData("'%{A}'")]
    [InlineData("'%{}%'")]
    [InlineData("a%{host}%")] // a format
    [InlineData("'%{A'")]
    [InlineData("'${a{b{c}}}'")]
    [InlineData("'{{'")]
    [InlineData("'}} {{'")]
    [InlineData("'{ {x} }'")]
    [InlineData("ENC[AES256_GCM,data:x1Y=")]
    [InlineData("ENC[x]")]
    [InlineData("'# ENC[AES256_GCM,data:x1Y=,type:str]'")]
    public void Other_text_is_known(string written) => Assert.IsType<ScalarNode>(Root($"a: {written}")["a"]);

    [Theory]
    [InlineData("'{{ .x }}/a: 1': b")]
    [InlineData("${KEY}: b")]
    [InlineData("{{ .x }}: b")]
    [InlineData("<<: {{ .x }}")]
    [InlineData("<<: [{{ .x }}, {c: 1}]")]
    public void A_hole_among_the_keys_may_be_any_key(string line)
    {
        var root = Root($"known: 1\n{line}");
        Assert.True(root.IsOpen);
        Assert.True(root["known"].Exists.IsTrue);
        Assert.True(root["other"].Exists.IsUnknown);
    }

    [Fact]
    public void A_hole_in_a_flow_map_has_its_place() => Assert.Equal("2:3 {{ .x }}", Show(Root("a:\n- {{ .x }}\n- 1")["a"].Items[0].At));

    [Theory]
    [InlineData("{{")]
    [InlineData("${")]
    [InlineData("${x ")]
    [InlineData("${x{}")]
    [InlineData("$A")]
    public void Takes_no_time_over_hostile_holes(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 200_000));
        Assert.Single(Read($"a: '{text}b'").Documents);
    }
}
