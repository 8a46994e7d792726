using Hale.Rules.Tree;
using static Hale.Rules.Tests.Tree.Written;

namespace Hale.Rules.Tests.Tree;

public sealed class NodeTests
{
    private const string Manifest = """
        kind: Deployment
        metadata:
          annotations: { example.com/a~b: x }
        spec:
          template:
            spec:
              containers:
              - name: app
                args: [one, two]
              - image: nginx
              nothing:
        """;

    [Fact]
    public void Paths_and_pointers_lead_from_an_ancestor()
    {
        var root = Parse(Manifest);
        var two = root["spec"]["template"]["spec"]["containers"].Items[0]["args"].Items[1];
        Assert.Equal("spec.template.spec.containers[0].args[1]", two.PathFrom(root));
        Assert.Equal("/spec/template/spec/containers/0/args/1", two.PointerFrom(root));
        Assert.Equal("containers[0].args[1]", two.PathFrom(root["spec"]["template"]["spec"]));
        Assert.Equal("/containers/0/args/1", two.PointerFrom(root["spec"]["template"]["spec"]));
        Assert.Equal(("", ""), (root.PathFrom(root), root.PointerFrom(root)));
        Assert.Equal("[1]", Parse("- a\n- b").Items[1].PathFrom(Parse("x: 1")));
    }

    [Fact]
    public void Keys_with_special_characters_are_quoted_in_paths_and_escaped_in_pointers()
    {
        var root = Parse(Manifest);
        var annotation = root["metadata"]["annotations"]["example.com/a~b"];
        Assert.Equal("metadata.annotations['example.com/a~b']", annotation.PathFrom(root));
        Assert.Equal("/metadata/annotations/example.com~1a~0b", annotation.PointerFrom(root));
        Assert.Equal("metadata.annotations['x[0]']", root["metadata"]["annotations"]["x[0]"].PathFrom(root));
    }

    [Fact]
    public void What_is_absent_has_the_path_it_would_have_and_the_place_of_the_nearest_key()
    {
        var root = Parse(Manifest);
        var absent = root["spec"]["strategy"]["rollingUpdate"]["maxSurge"];
        Assert.True(absent.Exists.IsFalse);
        Assert.Equal("spec.strategy.rollingUpdate.maxSurge", absent.PathFrom(root));
        Assert.Equal("/spec/strategy/rollingUpdate/maxSurge", absent.PointerFrom(root));
        Assert.Equal("spec", absent.Place.Text);
        Assert.Equal("name: app", root["spec"]["template"]["spec"]["containers"].Items[0]["image"].Place.Text);
        Assert.Equal("kind: Deployment", root["status"].Place.Text);
    }

    [Fact]
    public void A_written_null_is_absent_and_stands_at_its_key()
    {
        var nothing = Parse(Manifest)["spec"]["template"]["spec"]["nothing"];
        Assert.True(nothing.Exists.IsFalse);
        Assert.Equal("nothing", nothing.Place.Text);
        Assert.Equal("nothing", nothing["deeper"].Place.Text);
        Assert.Empty(nothing.Items);
        Assert.False(nothing.IsOpen);
    }

    [Fact]
    public void A_finding_underlines_a_scalar_itself_and_a_map_or_list_by_its_name()
    {
        var spec = Parse(Manifest)["spec"]["template"]["spec"];
        Assert.Equal("containers", spec["containers"].Place.Text);
        Assert.Equal("name: app", spec["containers"].Items[0].Place.Text);
        Assert.Equal("image", spec["containers"].Items[1].Place.Text);
        Assert.Equal("nginx", spec["containers"].Items[1]["image"].Place.Text);
        Assert.Equal("image", spec["containers"].Items[1]["image"].NameAt.Text);
        Assert.Equal("[one, two]", spec["containers"].Items[0]["args"].At.Text);
    }

    [Theory]
    [InlineData("a: x")]
    [InlineData("a: [x]")]
    [InlineData("a: ${X}")]
    public void Asking_the_wrong_kind_of_value_for_a_key_is_unknown(string text)
    {
        var root = Parse(text);
        Assert.True(root["a"]["key"].Exists.IsUnknown);
        Assert.True(root["a"]["key"]["deeper"].Exists.IsUnknown);
        Assert.Equal("a.key.deeper", root["a"]["key"]["deeper"].PathFrom(root));
    }

    [Fact]
    public void An_open_map_may_hold_any_key()
    {
        var map = Map(isOpen: true, ("a", Number(1)));
        Assert.True(map["a"].Exists.IsTrue);
        Assert.True(map["b"].Exists.IsUnknown);
        Assert.True(Map(isOpen: false, ("a", Number(1)))["b"].Exists.IsFalse);
    }

    [Fact]
    public void The_first_of_repeated_keys_counts_in_small_and_large_maps()
    {
        Assert.True(Parse("a: 1\na: 2")["a"].Integer().Is(1).IsTrue);
        var large = string.Concat(Enumerable.Range(0, 20).Select(i => $"k{i}: {i}\n"));
        Assert.True(Parse(large + "k5: 50\n")["k5"].Integer().Is(5).IsTrue);
        Assert.True(Parse(large)["k20"].Exists.IsFalse);
    }

    [Fact]
    public void A_repeated_key_that_holds_nothing_counts_only_where_no_other_one_does()
    {
        Assert.True(Parse("a:\na: 2")["a"].Integer().Is(2).IsTrue);
        Assert.True(Parse("a:\na:\n")["a"].Exists.IsFalse);
        var large = string.Concat(Enumerable.Range(0, 20).Select(i => $"k{i}:\n"));
        Assert.True(Parse(large + "k5: 50\n")["k5"].Integer().Is(50).IsTrue);
    }

    [Fact]
    public void Questions_to_all_items_are_unknown_only_where_unseen_items_matter()
    {
        var closed = new ListNode(Somewhere, [Number(1), Number(2)]);
        var open = new ListNode(Somewhere, [Number(1), Number(2)], isOpen: true);
        Assert.Equal(Truth.True, closed.All(item => item.Integer().Is(count => count < 3)));
        Assert.Equal(Truth.Unknown, open.All(item => item.Integer().Is(count => count < 3)));
        Assert.Equal(Truth.False, open.All(item => item.Integer().Is(count => count < 2)));
        Assert.Equal(Truth.False, closed.Any(item => item.Integer().Is(3)));
        Assert.Equal(Truth.Unknown, open.Any(item => item.Integer().Is(3)));
        Assert.Equal(Truth.True, open.Any(item => item.Integer().Is(2)));
        Assert.Equal(Truth.False, Absent().Any(_ => true));
        Assert.Equal(Truth.Unknown, Unknown().Any(_ => true));
    }

    [Fact]
    public void Unknown_values_may_be_there_for_sure()
    {
        Assert.True(Unknown(isPresent: true).Exists.IsTrue);
        Assert.True(Unknown().Exists.IsUnknown);
        Assert.True(Parse("a: ${X}")["a"].Exists.IsTrue);
        Assert.True(Parse("a: x${X}")["a"].Exists.IsTrue);
    }
}
