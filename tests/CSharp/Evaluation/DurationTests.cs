namespace Hale.CSharp.Tests.Evaluation;

/// <summary>What is written as a <c>TimeSpan</c>, as grace periods often are.</summary>
public class DurationTests
{
    [Theory]
    [InlineData("(long)TimeSpan.FromMinutes(5).TotalSeconds", "300")]
    [InlineData("(int)TimeSpan.FromHours(0.5).TotalSeconds", "1800")]
    [InlineData("TimeSpan.FromSeconds(90).Minutes", "1")]
    [InlineData("(long)new TimeSpan(0, 1, 30).TotalSeconds", "90")]
    [InlineData("(long)new TimeSpan(1, 0, 0, 1).TotalSeconds", "86401")]
    [InlineData("(long)(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(30)).TotalSeconds", "270")]
    [InlineData("(long)TimeSpan.FromMinutes(5).Add(s_more).TotalSeconds", "310")]
    [InlineData("(long)TimeSpan.Zero.TotalSeconds", "0")]
    [InlineData("new Options().Grace.Seconds", "20")]
    [InlineData("(long?)(slow ? TimeSpan.FromMinutes(2).TotalSeconds : 30)", "120|30")]
    [InlineData("(long)given.TotalSeconds", "!")]
    [InlineData("(long)(given + s_more).TotalSeconds", "!")]
    [InlineData("(long)(s_more + given).TotalSeconds", "!")]
    [InlineData("(long)TimeSpan.FromMinutes(minutes).TotalSeconds", "!")]
    [InlineData("(long)TimeSpan.FromSeconds(0.0000001).TotalMilliseconds", "!")] // older versions round it
    [InlineData("(long)TimeSpan.FromDays(1e300).TotalSeconds", "!")]
    [InlineData("(long)TimeSpan.MaxValue.TotalSeconds", "!")]
    [InlineData("(long)(s_more * 2).TotalSeconds", "!")]
    [InlineData("s_more == TimeSpan.FromSeconds(10) ? 1 : 2", "1")]
    [InlineData("s_more > TimeSpan.Zero ? (long?)s_more.TotalSeconds : null", "10")]
    [InlineData("s_more >= TimeSpan.FromMinutes(1) || s_more != TimeSpan.FromSeconds(10) ? 1 : 2", "2")]
    [InlineData("given > TimeSpan.Zero ? 1 : 2", "1|2")]
    [InlineData("(long)(s_more / TimeSpan.FromSeconds(5))", "!")]
    public void The_parts_of_a_duration_are_numbers(string seconds, string expected) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Pod', metadata: {{}}, spec: {{terminationGracePeriodSeconds: {expected}}}}}",
        Builders.Show($$"""
            class Builder
            {
                static readonly TimeSpan s_more = TimeSpan.FromSeconds(10);
                V1Pod Create(TimeSpan given, int minutes, bool slow) => new() { Spec = new() { TerminationGracePeriodSeconds = {{seconds}} } };
                class Options { public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(20); }
            }
            """));

    [Fact]
    public void As_a_text_it_is_a_hole() => Assert.Contains("name: 'a-*'", Builders.Show("""
        class Builder { V1Pod Create() => new() { Metadata = new() { Name = $"a-{TimeSpan.FromSeconds(1)}" } }; }
        """), StringComparison.Ordinal);

    [Theory]
    [InlineData("{|HA0502:(long)TimeSpan.FromSeconds(0).TotalSeconds|}")]
    [InlineData("(long)TimeSpan.FromSeconds(30).TotalSeconds")]
    [InlineData("(long)given.TotalSeconds")]
    public void A_grace_period_of_none_is_reported(string seconds) => Builders.Expect("HA0502", $$"""
        class Builder
        {
            V1Deployment Create(TimeSpan given)
            {
                var web = new V1Deployment { Spec = new() { Template = Pods.Web() } };
                web.Spec.Template.Spec.TerminationGracePeriodSeconds = {{seconds}};
                return web;
            }
        }
        """, Pods.Source);
}
