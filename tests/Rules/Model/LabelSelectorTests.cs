using Hale.Rules.Model;
using Hale.Rules.Tree;
using static Hale.Rules.Tests.Tree.Written;

namespace Hale.Rules.Tests.Model;

public sealed class LabelSelectorTests
{
    [Theory]
    [InlineData("{ matchLabels: { app: web } }", "true")]
    [InlineData("{ matchLabels: { app: web, tier: front } }", "true")]
    [InlineData("{ matchLabels: { app: db } }", "false")]
    [InlineData("{ matchLabels: { app: web, tier: back } }", "false")]
    [InlineData("{ matchLabels: { zone: a } }", "false")]
    [InlineData("{ matchLabels: { app: '${APP}' } }", "unknown")]
    [InlineData("{ matchLabels: { app: '${APP}', tier: back } }", "false")] // whatever the hole is
    [InlineData("{ matchLabels: { zone: '${ZONE}' } }", "false")] // the pod has no such label
    [InlineData("{ matchLabels: '${LABELS}' }", "unknown")]
    [InlineData("{ matchLabels: { app: 1 } }", "unknown")] // not text: the API server rejects it
    public void Labels_must_all_be_the_same(string selector, string expected) => Expect(selector, expected);

    [Theory]
    [InlineData("{ key: app, operator: In, values: [db, web] }", "true")]
    [InlineData("{ key: app, operator: In, values: [db] }", "false")]
    [InlineData("{ key: zone, operator: In, values: [a] }", "false")]
    [InlineData("{ key: app, operator: In, values: [db, '${X}'] }", "unknown")]
    [InlineData("{ key: app, operator: In, values: [web, '${X}'] }", "true")]
    [InlineData("{ key: app, operator: In, values: '${X}' }", "unknown")]
    [InlineData("{ key: app, operator: NotIn, values: [db] }", "true")]
    [InlineData("{ key: app, operator: NotIn, values: [web] }", "false")]
    [InlineData("{ key: zone, operator: NotIn, values: [a] }", "true")] // without the label there is nothing to exclude
    [InlineData("{ key: app, operator: NotIn, values: ['${X}'] }", "unknown")]
    [InlineData("{ key: app, operator: Exists }", "true")]
    [InlineData("{ key: zone, operator: Exists }", "false")]
    [InlineData("{ key: app, operator: DoesNotExist }", "false")]
    [InlineData("{ key: zone, operator: DoesNotExist }", "true")]
    [InlineData("{ key: app, operator: Gt, values: ['1'] }", "unknown")] // for nodes only
    [InlineData("{ key: '${KEY}', operator: Exists }", "unknown")]
    [InlineData("{ key: app, operator: '${OPERATOR}' }", "unknown")]
    public void Expressions_mean_what_kubernetes_says(string expression, string expected) => Expect($"{{ matchExpressions: [{expression}] }}", expected);

    [Fact]
    public void Labels_and_expressions_must_both_match()
    {
        Expect("{ matchLabels: { app: web }, matchExpressions: [{ key: tier, operator: Exists }] }", "true");
        Expect("{ matchLabels: { app: web }, matchExpressions: [{ key: zone, operator: Exists }] }", "false");
        Expect("{ matchLabels: { app: web }, matchExpressions: [{ key: tier, operator: Exists }, { key: app, operator: DoesNotExist }] }", "false");
        Expect("{ matchLabels: { app: web }, matchExpressions: '${X}' }", "unknown");
    }

    [Theory]
    [InlineData("{}", "true")]
    [InlineData("{ matchLabels: {} }", "true")]
    [InlineData("{ matchLabels: {}, matchExpressions: [] }", "true")]
    [InlineData("", "false")] // null
    [InlineData("'${SELECTOR}'", "unknown")]
    public void An_empty_selector_selects_everything_and_an_absent_one_nothing(string selector, string expected) => Expect(selector, expected);

    [Theory]
    [InlineData("{ app: web }", "true")]
    [InlineData("{ app: web, zone: a }", "false")]
    [InlineData("{ app: '${APP}' }", "unknown")]
    [InlineData("{}", "false")]
    [InlineData("", "false")] // null
    [InlineData("'${SELECTOR}'", "unknown")]
    public void A_plain_map_selects_by_equality_and_nothing_when_empty(string selector, string expected)
    {
        var root = Parse($"selector: {selector}\nlabels: {{ app: web, tier: front }}");
        Assert.Equal(expected, LabelSelector.OfMap(root["selector"]).Matches(root["labels"]).ToString());
    }

    [Fact]
    public void Labels_that_cannot_be_seen_may_match()
    {
        var root = Parse("some: { matchLabels: { app: web } }\nnone: { matchExpressions: [{ key: app, operator: DoesNotExist }] }\nabsent: 1");
        var open = Map(isOpen: true, ("tier", Text("front")));
        Assert.Equal(Truth.Unknown, LabelSelector.Of(root["some"]).Matches(open));
        Assert.Equal(Truth.Unknown, LabelSelector.Of(root["none"]).Matches(open));
        Assert.Equal(Truth.False, LabelSelector.Of(root["some"]).Matches(Absent()));
        Assert.Equal(Truth.True, LabelSelector.Of(root["none"]).Matches(Absent()));
        Assert.Equal(Truth.Unknown, LabelSelector.Of(root["some"]).Matches(Map(isOpen: false, ("app", Choice(Text("web"), Text("db"))))));
    }

    [Fact]
    public void The_same_hole_in_the_same_words_matches_itself()
    {
        var root = Parse("selector: { app: 'web-{{ .Release.Name }}' }\nsame: { app: 'web-{{ .Release.Name }}' }\nother: { app: 'web-{{ .Values.name }}' }");
        var selector = LabelSelector.OfMap(root["selector"]);
        Assert.Equal(Truth.True, selector.Matches(root["same"]));
        Assert.Equal(Truth.Unknown, selector.Matches(root["other"]));
    }

    [Fact]
    public void Knows_whether_it_requires_anything()
    {
        Assert.Equal(Truth.True, LabelSelector.Of(Parse("matchLabels: {}")).IsEmpty);
        Assert.Equal(Truth.False, LabelSelector.Of(Parse("matchExpressions: [{ key: a, operator: Exists }]")).IsEmpty);
        Assert.Equal(Truth.Unknown, LabelSelector.Of(Parse("matchLabels: ${X}")).IsEmpty);
    }

    [Theory]
    [InlineData("matchLabels: { tier: '${X}', app: web }", "app=web")]
    [InlineData("{ matchLabels: { app: web }, matchExpressions: [{ key: tier, operator: In, values: [front] }] }", "app=web tier=front")]
    [InlineData("matchExpressions: [{ key: tier, operator: In, values: [front, back] }, { key: app, operator: NotIn, values: [web] }, { key: zone, operator: Exists }]", "")]
    [InlineData("matchExpressions: [{ key: tier, operator: In, values: ['${X}'] }, { key: '${X}', operator: In, values: [web] }, { key: app, operator: In, values: '${X}' }]", "")]
    [InlineData("matchExpressions: []", "")]
    public void Knows_the_labels_that_every_pod_must_have(string selector, string expected) =>
        Assert.Equal(expected, string.Join(' ', LabelSelector.Of(Parse(selector)).RequiredLabels.Select(label => $"{label.Key}={label.Value}")));

    private static void Expect(string selector, string expected)
    {
        var root = Parse($"selector: {selector}\nlabels: {{ app: web, tier: front }}");
        Assert.Equal(expected, LabelSelector.Of(root["selector"]).Matches(root["labels"]).ToString());
    }
}
