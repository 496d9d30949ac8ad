// VitePress' own theme with the system's fonts.
import theme from 'vitepress/theme-without-fonts';
import './theme.css';

export default theme;
