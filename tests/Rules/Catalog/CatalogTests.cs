using System.Text.RegularExpressions;

namespace Hale.Rules.Tests.Catalog;

/// <summary>What holds for the rules as a set.</summary>
public sealed partial class CatalogTests
{
    private static readonly string[] Forbidden = ["no-", "avoid-", "require-", "use-", "do-not-", "check-"];

    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(rule => rule.Info.Id)];

    [Fact]
    public void Every_rule_of_the_assembly_is_in_the_catalog() => Assert.Equal(
        typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        RuleCatalog.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Ids_are_sorted_and_unique()
    {
        var ids = RuleCatalog.All.Select(rule => rule.Info.Id).ToList();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_name_says_the_bad_thing(string id)
    {
        var info = RuleCatalog.Find(id)!.Info;
        Assert.Matches(KebabCase(), info.Name);
        Assert.DoesNotContain(Forbidden, info.Name.StartsWith);
        Assert.Same(info, RuleCatalog.Find(info.Name)!.Info);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_texts_read_well(string id)
    {
        var info = RuleCatalog.Find(id)!.Info;
        Assert.Matches(Id(), info.Id);
        Assert.InRange(info.Title.Length, 10, 80);
        Assert.DoesNotContain(info.Title, character => character == '.');
        Assert.EndsWith(".", info.Why.Trim(), StringComparison.Ordinal);
        Assert.EndsWith(".", info.Fix.Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(info.Sources);
        Assert.NotEmpty(info.CategoryName);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_tests_of_its_own(string id)
    {
        var rule = RuleCatalog.Find(id)!.GetType();
        Assert.Contains(typeof(CatalogTests).Assembly.GetTypes(), type => type.Name == $"{rule.Name}Tests");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"^HA\d{4}$")]
    private static partial Regex Id();
}
