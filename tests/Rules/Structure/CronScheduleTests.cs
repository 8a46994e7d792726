using Hale.Rules.Model;
using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("{|HA1808:'/1 * * * *'|}")]
    [InlineData("{|HA1808:'60 * * * *'|}")]
    [InlineData("{|HA1808:'0 24 * * *'|}")]
    [InlineData("{|HA1808:'0 3 0 * *'|}")]
    [InlineData("{|HA1808:'0 3 * 13 *'|}")]
    [InlineData("{|HA1808:'0 3 * * 7'|}")] // Sunday is 0
    [InlineData("{|HA1808:'0 3 * * fri-sun'|}")]
    [InlineData("{|HA1808:'0 3 * * Monday'|}")]
    [InlineData("{|HA1808:'*/0 * * * *'|}")]
    [InlineData("{|HA1808:'*/5/2 * * * *'|}")]
    [InlineData("{|HA1808:'1-2-3 * * * *'|}")]
    [InlineData("{|HA1808:'30-10 * * * *'|}")]
    [InlineData("{|HA1808:'0,75 * * * *'|}")]
    [InlineData("{|HA1808:'CRON_TZ=Europe/Vienna 0 3 * * *'|}")]
    [InlineData("{|HA1808:'TZ=UTC 0 3 * * *'|}")]
    [InlineData("{|HA1808:'@dayly'|}")]
    [InlineData("{|HA1808:'@reboot'|}")] // other programs have it
    [InlineData("'@midnight'")]
    [InlineData("'@every 1h30m'")]
    [InlineData("'@schedule@'")] // to be filled in
    [InlineData("'0,30 */6 1-15/2 jan,JUL-dec Mon-Fri'")]
    [InlineData("'? 5/2 * * 0-6'")]
    [InlineData("'59 23 31 12 6'")]
    [InlineData("'MINUTE 3 * * *'")] // to be filled in
    [InlineData("'%minute% 3 * * *'")]
    [InlineData("'${MINUTE} 60 * * *'")] // unknown: stay silent
    public void Reports_schedules_that_name_no_time(string schedule) =>
        Lint.Expect<ApiInvalid>($"apiVersion: batch/v1\nkind: CronJob\nmetadata: {{ name: web }}\nspec:\n  schedule: {schedule}\n");

    [Fact]
    public void Older_versions_take_a_time_zone_in_a_schedule() => Lint.Expect<ApiInvalid>(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: web }\nspec: { schedule: 'TZ=UTC 0 3 * * *' }\n",
        new ClusterFacts { Version = new KubernetesVersion(1, 28) });

    [Fact]
    public void Says_what_a_field_of_a_schedule_takes()
    {
        static string Of(string schedule) => Lint.One<ApiInvalid>($"apiVersion: batch/v1\nkind: CronJob\nmetadata: {{ name: web }}\nspec: {{ schedule: '{schedule}' }}\n").Message;
        Assert.Equal("The schedule '61 25 * * *' of CronJob 'web' has '61' for the minute, which takes 0 to 59, lists, ranges and steps such as '*/2'", Of("61 25 * * *"));
        Assert.EndsWith("has '7' for the weekday, which takes 0 to 6, sun to sat, lists, ranges and steps such as '*/2'", Of("0 3 * * 1,7"), StringComparison.Ordinal);
    }
}
