namespace Hale.CSharp.Tests.Evaluation;

public class NumbersTests
{
    [Fact]
    public void A_number_of_any_type_is_reported() => Builders.Expect("HA0101", """

        class Builder
        {
            V1Deployment Build(int size)
            {
                var ratio = 2.5;
                return new() { Spec = new() { Replicas = {|HA0101:(int)(ratio / 2)|}, Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } } } };
            }
        }
        """);

    [Fact]
    public void A_number_that_is_calculated_from_an_unknown_one_is_not_reported() => Builders.Expect("HA0101", """

        class Builder
        {
            V1Deployment Build(int size) => new() { Spec = new() { Replicas = size / size, Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } } } };
        }
        """);

    [Theory]
    [InlineData("Math.Max(2, 3) * 10 + Math.Min(-1, 4)", "29")]
    [InlineData("Math.Max(flag ? 1 : 5, 3)", "3|5")]
    [InlineData("Math.Clamp(7, 1, 3) + (int)Math.Ceiling(2.1)", "6")]
    [InlineData("Math.Max(1, number)", "!")]
    public void Limits_of_known_numbers_are_known(string expression, string expected) => Assert.Equal(expected, Bodies.Replicas($"return {expression};"));

    [Theory]
    [InlineData("""var half = 5 * 0.5; return (int)half;""", "2")]
    [InlineData("""decimal whole = 5; return (int)(whole / 2);""", "!")]
    [InlineData("""var five = 5; return five / 2;""", "2")]
    [InlineData("""var big = int.MaxValue; big += 1; return big;""", "!")]
    [InlineData("""var big = 300; return (byte)big;""", "!")]
    [InlineData("""var two = 2; checked { two *= 3; } return unchecked(two + 1);""", "7")]
    [InlineData("""int? none = null; return none + 1;""", "-")]
    [InlineData("""int? none = null; return none > 0 ? 1 : 2;""", "2")]
    [InlineData("""var many = flag ? 1 : 3; return many * 2;""", "2|6")]
    [InlineData("""var count = 1; count++; count <<= 1; return count;""", "!")]
    [InlineData("""return Math.Max(1, number);""", "!")]
    public void A_calculation_gives_what_its_type_holds(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("var size = Size.Small; return (int)size;", "2")]
    [InlineData("var size = (Size)2; return size switch { Size.None => 0, Size.Small => 3, _ => 9 };", "3")]
    [InlineData("var size = Size.Small; return (int)size == 2 ? 1 : 5;", "1")]
    [InlineData("var size = Size.Small; return size.ToString() == nameof(Size.Small) ? 1 : 5;", "1")]
    public void A_member_of_an_enum_has_a_name_and_a_number(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements, "enum Size { None, One, Small }"));

    [Theory]
    [InlineData("new IntOrString(\"1\")", "1")]
    [InlineData("1", "1")]
    [InlineData("\"1\"", "1")]
    [InlineData("\"25%\"", "'25%'")]
    [InlineData("new IntOrString { Value = \"50%\" }", "'50%'")]
    [InlineData("new IntstrIntOrString(\"2\")", "2")]
    [InlineData("text", "?")]
    [InlineData("$\"{number}%\"", "'*%'")]
    public void An_int_or_string_is_a_number_where_its_text_is_one(string value, string expected) => Assert.Equal(
        "{apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: {}, spec: {maxUnavailable: " + expected + "}}",
        Builders.Show($"class Builder {{ object Build(string text, int number) => new V1PodDisruptionBudget {{ Spec = new() {{ MaxUnavailable = {value} }} }}; }}"));

    [Theory]
    [InlineData("new(\"1\")", "'1'")]
    [InlineData("new ResourceQuantity($\"{number}Mi\")", "'*Mi'")]
    [InlineData("\"100m\"", "'100m'")]
    [InlineData("new() { Value = \"2\" }", "'2'")]
    [InlineData("0.5m", "'500m'")]
    [InlineData("-1.25m", "'-1250m'")]
    [InlineData("2m", "2")]
    [InlineData("0.0001m", "!")]
    [InlineData("text", "?")]
    public void A_quantity_is_its_text(string value, string expected) => Assert.Equal(
        $"[{{resources: {{requests: {{cpu: {expected}}}}}}}]",
        Bodies.Containers($"return [new() {{ Resources = new() {{ Requests = new Dictionary<string, ResourceQuantity> {{ [\"cpu\"] = {value} }} }} }}];"));
}
