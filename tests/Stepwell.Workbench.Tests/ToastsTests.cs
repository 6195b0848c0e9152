using Stepwell.Workbench.Shell;

namespace Stepwell.Workbench.Tests;

public sealed class ToastsTests
{
    [Fact]
    public void Messages_OfTheSameText_AreTwoAndClosedOneByOne()
    {
        var toasts = new Toasts(TimeProvider.System);
        toasts.Failed("No.");
        toasts.Failed("No.");
        Assert.Equal(2, toasts.Items.Distinct().Count());
        var last = toasts.Items[1];

        toasts.Close(toasts.Items[0]);

        Assert.Same(last, Assert.Single(toasts.Items));
    }
}
